package dev.nightjar.pipelines.settings.choice;

/** What a published list may say of an item beside its id. */
public enum PublishedField {
  TITLE("title"),
  SCORE("score"),
  CHANCE("chance"),
  EXPECTED_RATING("expected-rating"),
  SOURCE("source"),
  REASONS("reasons"),
  PARTS("parts");

  private final String word;

  PublishedField(String word) {
    this.word = word;
  }

  /** Its word in settings. */
  public String word() {
    return word;
  }

  /** Its name in a list. */
  public String json() {
    return word.replace('-', '_');
  }
}
