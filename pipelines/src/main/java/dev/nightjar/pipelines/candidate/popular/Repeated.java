package dev.nightjar.pipelines.candidate.popular;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.Arrays;

/** What the user keeps taking: the decayed sum of the weights of an item's events. */
public record Repeated(Decay decay) implements CandidateSource {

  @Override
  public String name() {
    return SourceKind.REPEAT.word();
  }

  @Override
  public void score(History user, float[] scores) {
    Arrays.fill(scores, 0f);
    for (int position = 0; position < user.size(); position++) {
      scores[user.items()[position]] += (float) decay.weight(user, position);
    }
  }

  @Override
  public int because(History user, int item) {
    return Arrays.stream(user.items()).anyMatch(touched -> touched == item) ? item : -1;
  }
}
