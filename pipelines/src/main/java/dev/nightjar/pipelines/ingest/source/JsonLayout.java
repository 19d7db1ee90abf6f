package dev.nightjar.pipelines.ingest.source;

import java.nio.charset.StandardCharsets;

/** How the rows of a JSON file are laid out, as far as its beginning tells. */
enum JsonLayout {
  /** An object, or an array of objects, a line. */
  LINES,
  /** One array whose objects go over several lines. */
  ARRAY,
  /** One object that goes over several lines. */
  OBJECT;

  static JsonLayout of(FileHead head) {
    String text = head.text(StandardCharsets.UTF_8).stripLeading();
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end).strip();
    boolean goesOn = end >= 0 && !text.substring(end).isBlank();
    if (goesOn && first.startsWith("[") && !first.endsWith("]")) {
      return ARRAY;
    }
    boolean opened = first.startsWith("{") && !first.contains("}");
    boolean nested = !text.substring(Math.max(0, end)).stripLeading().startsWith("{");
    return goesOn && opened && nested ? OBJECT : LINES;
  }

  /** Whether a file of lines has more than one, of which a reader of documents takes the first. */
  static boolean hasManyRows(FileHead head) {
    return of(head) == LINES
        && head.text(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("{")).count() > 1;
  }
}
