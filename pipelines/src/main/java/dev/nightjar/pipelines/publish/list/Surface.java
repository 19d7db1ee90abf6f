package dev.nightjar.pipelines.publish.list;

/** A place of the shop that shows lists: what its lists are keyed by. */
public enum Surface {
  RECOMMENDATIONS("recommendations", "user", "user_id", "item_id", true),
  SIMILAR_ITEMS("similar-items", "item", "item_id", "similar_item_id", false);

  private final String word;
  private final String keyWord;
  private final String keyColumn;
  private final String itemColumn;
  private final boolean hasSource;

  Surface(String word, String keyWord, String keyColumn, String itemColumn, boolean hasSource) {
    this.word = word;
    this.keyWord = keyWord;
    this.keyColumn = keyColumn;
    this.itemColumn = itemColumn;
    this.hasSource = hasSource;
  }

  /** The directory of its files and its name in the manifest. */
  public String word() {
    return word;
  }

  /** What a key is, for people: user or item. */
  public String keyWord() {
    return keyWord;
  }

  /** The column and JSON field of the key. */
  public String keyColumn() {
    return keyColumn;
  }

  /** The column of the listed item. */
  public String itemColumn() {
    return itemColumn;
  }

  /** Whether its items name the candidate source that they come from. */
  public boolean hasSource() {
    return hasSource;
  }
}
