/**
 * The store in a PostgreSQL database. In: the lists of a night; out: a table a surface and version,
 * and one row that says which version is live. Readers use two views, {@code
 * nightjar.recommendations} and {@code nightjar.similar_items}, with the columns {@code key text,
 * list jsonb, night date, version text}; {@code list} is the array {@code items} of the line of
 * JSON that a file store has.
 *
 * <p>Behind them are {@code nightjar.live} with the pointer, {@code nightjar.versions} with the
 * manifests, {@code nightjar.parts} with the keys of every part, and {@code
 * nightjar.SURFACE_lists}, partitioned by version. Tables are attached and detached so that no
 * reader waits: attaching takes a lock that readers do not conflict with, and detaching is
 * concurrent.
 */
package dev.nightjar.pipelines.publish.postgres;
