package dev.nightjar.pipelines.candidate;

import java.util.function.IntToDoubleFunction;

/** Which item of a history speaks most for another. */
public final class Because {
  private Because() {}

  /**
   * The liked item whose word, decayed with its event, is the largest; ties go to the smaller item,
   * and -1 comes back where none says anything.
   *
   * @param says what a touched item says by itself, 0 or less for nothing
   */
  public static int strongest(History history, Decay decay, IntToDoubleFunction says) {
    History user = history.liked();
    int best = -1;
    double most = 0;
    for (int position = 0; position < user.size(); position++) {
      int touched = user.items()[position];
      double part = decay.weight(user, position) * says.applyAsDouble(touched);
      if (part > most || (part == most && touched < best)) {
        best = touched;
        most = part;
      }
    }
    return best;
  }
}
