/**
 * A small shop to try Nightjar on, made from a seed: catalog, users, reviews and interaction log.
 *
 * <p>In come {@link dev.nightjar.pipelines.demo.shop.DemoOptions}: a seed, sizes and a night. Out
 * come four files as a shop would export them. Ids are strings, times are UTC, prices are in euros.
 *
 * <ul>
 *   <li>{@code items.jsonl}, a JSON object a line: {@code item_id}, {@code title}, {@code
 *       description}, {@code category} (a path such as "Outdoor > Tents > Family tents"), {@code
 *       brand}, {@code price}, {@code image_url}, {@code available}, {@code attributes} (an object
 *       of strings), {@code updated_at} (ISO 8601 with Z). The catalog as it stands at the end of
 *       the night.
 *   <li>{@code users.csv}, with a header line: {@code user_id}, {@code signup_date}, {@code
 *       country}, {@code age_band}.
 *   <li>{@code reviews.jsonl.gz}, a JSON object a line: {@code review_id}, {@code user_id}, {@code
 *       item_id}, {@code rating} (1 to 5), {@code text} (null in four of five: stars alone), {@code
 *       at} (ISO 8601 with Z).
 *   <li>{@code interactions.csv.gz}, with a header line: {@code user_id}, {@code item_id}, {@code
 *       kind} (view, click, cart, purchase or rating), {@code value} (the price paid of a purchase,
 *       the stars of a rating, else empty), {@code at} ({@code yyyy-MM-dd HH:mm:ss}).
 * </ul>
 *
 * <p>Everything is a function of seed, sizes and day, drawn from named streams: the files of a
 * later night hold all that the files of an earlier one hold, with about one description in a
 * hundred rewritten every night. {@link dev.nightjar.pipelines.demo.Dirt} names what is wrong in
 * them and how often.
 */
package dev.nightjar.pipelines.demo;
