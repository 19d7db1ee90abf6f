package dev.nightjar.pipelines.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A row of a file: one value a column, written as the file's format wants it. */
record Row(DemoFile source, List<String> values) {

  Row {
    if (values.size() != source.columns().size()) {
      throw new IllegalArgumentException(
          "%s has the columns %s; got %d values"
              .formatted(source.file(), source.columns(), values.size()));
    }
    values = Collections.unmodifiableList(values);
  }

  /** The same row with another value, which must be written as the format wants it. */
  Row with(String column, String literal) {
    List<String> changed = new ArrayList<>(values);
    changed.set(source.columns().indexOf(column), literal);
    return new Row(source, changed);
  }

  /** The same row with another text. */
  Row withText(String column, String text) {
    return with(column, source.text(text));
  }

  /** The same row without a value. */
  Row without(String column) {
    return with(column, source.missing());
  }

  String line() {
    return source.line(values);
  }
}
