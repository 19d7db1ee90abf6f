package dev.nightjar.pipelines.command.doctor;

/**
 * What the doctor found out about one part.
 *
 * @param what what was found
 * @param remedy what to do, empty where nothing is
 */
record Finding(String part, State state, String what, String remedy) {

  /** How a part is. */
  enum State {
    WORKS("works"),
    /** Nightjar runs without it. */
    ABSENT("absent"),
    BROKEN("does not work");

    private final String words;

    State(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Finding works(String part, String what) {
    return new Finding(part, State.WORKS, what, "");
  }

  static Finding broken(String part, String what, String remedy) {
    return new Finding(part, State.BROKEN, what, remedy);
  }
}
