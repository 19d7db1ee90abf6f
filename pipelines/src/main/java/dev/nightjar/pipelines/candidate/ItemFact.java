package dev.nightjar.pipelines.candidate;

/** What a catalog may know of its items in numbers, one an item. */
public enum ItemFact {
  /** In one currency, NaN where unknown. */
  PRICE("prices"),
  /** Days from the item's first appearance to the cutoff, NaN where unknown. */
  AGE("ages"),
  /** Mean rating, NaN without ratings. */
  RATING("ratings"),
  /** Number of ratings. */
  RATINGS("rating counts"),
  /** Users who like the item; known where anybody dislikes anything. */
  LIKES("likes"),
  /** Users who dislike it. */
  DISLIKES("dislikes"),
  /** Log of recent over usual popularity, 0 where nothing is known. */
  TREND("trends"),
  /** Mean sentiment of the reviews, -1 to 1, NaN without reviews. */
  SENTIMENT("sentiments");

  private final String plural;

  ItemFact(String plural) {
    this.plural = plural;
  }

  String plural() {
    return plural;
  }
}
