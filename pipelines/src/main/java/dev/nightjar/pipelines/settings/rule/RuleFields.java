package dev.nightjar.pipelines.settings.rule;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The fields of one rule as text, from a block of the settings or a row of a table; a blank one is
 * as good as none.
 *
 * @param values by the field's word
 * @param problems is told what is wrong, the field's word first
 */
public record RuleFields(Map<String, String> values, BiConsumer<String, String> problems) {

  /** What a rule is made of. */
  public enum Field {
    ACTION,
    CONDITION,
    POSITION,
    AMOUNT,
    FROM,
    TO;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RuleFields {
    values = Map.copyOf(values);
  }

  /** The words of all fields. */
  public static List<String> words() {
    return Arrays.stream(Field.values()).map(Field::word).toList();
  }

  Optional<String> text(Field field) {
    return Optional.ofNullable(values.get(field.word()))
        .map(String::strip)
        .filter(t -> !t.isEmpty());
  }

  /** One of the words, empty where it is none of them. */
  String word(Field field, List<String> words) {
    Optional<String> text = text(field);
    if (text.isPresent() && words.contains(text.get())) {
      return text.get();
    }
    problem(field, said(text) + "; set one of " + String.join(", ", words));
    return "";
  }

  Optional<RuleCondition> condition() {
    Optional<String> text = text(Field.CONDITION);
    if (text.isEmpty()) {
      problem(Field.CONDITION, "is not set; set Spark SQL over items and users");
      return Optional.empty();
    }
    try {
      return Optional.of(RuleCondition.of(text.get()));
    } catch (IllegalArgumentException e) {
      problem(Field.CONDITION, "is \"" + text.get() + "\", which " + e.getMessage());
      return Optional.empty();
    }
  }

  Optional<Integer> integer(Field field, int low, int high) {
    String wanted = "; set a whole number from " + low + " to " + high;
    Optional<Double> number = number(field, wanted);
    if (number.filter(n -> n != Math.rint(n) || n < low || n > high).isPresent()) {
      problem(field, said(text(field)) + wanted);
      return Optional.empty();
    }
    return number.map(Double::intValue);
  }

  Optional<Double> decimal(Field field, double low, double high) {
    String wanted = "; set a number from " + low + " to " + high;
    Optional<Double> number = number(field, wanted);
    if (number.filter(n -> !(n >= low && n <= high)).isPresent()) {
      problem(field, said(text(field)) + wanted);
      return Optional.empty();
    }
    return number;
  }

  private Optional<Double> number(Field field, String wanted) {
    try {
      return Optional.of(Double.valueOf(text(field).orElse("none")));
    } catch (NumberFormatException e) {
      problem(field, said(text(field)) + wanted);
      return Optional.empty();
    }
  }

  /** A day, {@code otherwise} where none is given; empty where it is no day. */
  Optional<LocalDate> day(Field field, LocalDate otherwise) {
    Optional<String> text = text(field);
    try {
      return Optional.of(text.map(LocalDate::parse).orElse(otherwise));
    } catch (DateTimeParseException e) {
      problem(field, said(text) + "; set a date, yyyy-MM-dd");
      return Optional.empty();
    }
  }

  /** Tells where a field is set that only another action has. */
  void meansSomething(Field field, boolean meant, String action) {
    if (!meant && text(field).isPresent()) {
      problem(field, said(text(field)) + ", which only " + action + " has; remove it");
    }
  }

  void problem(Field field, String what) {
    problems.accept(field.word(), what);
  }

  private static String said(Optional<String> text) {
    return text.map(t -> "is '" + t + "'").orElse("is not set");
  }
}
