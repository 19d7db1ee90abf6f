package dev.nightjar.udfs.text;

/** Cuts the head off an enormous text at a place that no token can straddle. */
public final class TextHead {

  /** A text is never read further than this, whatever it contains. */
  public static final int LONGEST = 1_000_000;

  private TextHead() {}

  /**
   * Returns the text's head of about {@code characters} characters, cut just before a white space.
   * Tokenizers split there first, so the head's tokens are the first tokens of the whole text. A
   * text without white space from half that length on is returned up to the next one, at most
   * {@link #LONGEST} characters.
   */
  public static String of(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    int limit = Math.min(text.length(), LONGEST);
    for (int at = Math.min(characters, limit - 1); at > characters / 2; at--) {
      if (isSpace(text.charAt(at))) {
        return text.substring(0, at);
      }
    }
    int at = Math.min(characters, limit);
    while (at < limit && !isSpace(text.charAt(at))) {
      at++;
    }
    return text.substring(0, splitsPair(text, at) ? at - 1 : at);
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private static boolean splitsPair(String text, int at) {
    return at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }
}
