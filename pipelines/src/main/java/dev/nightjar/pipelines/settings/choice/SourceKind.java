package dev.nightjar.pipelines.settings.choice;

/** The candidate sources there are, in the order of reports and ties. */
public enum SourceKind {
  POPULARITY("popularity"),
  CATEGORY("category-popularity"),
  ALS("als"),
  ITEM_TO_ITEM("item-to-item"),
  LINEAR("linear"),
  TEXT("text"),
  COLD("cold");

  private final String word;

  SourceKind(String word) {
    this.word = word;
  }

  /** The word in settings, tables and reports. */
  public String word() {
    return word;
  }

  /** Whether it proposes nothing where the catalog has no text. */
  public boolean needsText() {
    return this == TEXT || this == COLD;
  }
}
