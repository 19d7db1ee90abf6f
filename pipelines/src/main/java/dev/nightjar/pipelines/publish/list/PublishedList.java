package dev.nightjar.pipelines.publish.list;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A top-K list as readers see it: for whom or what, of which night, the best item first. */
public record PublishedList(String key, String night, List<ListItem> items) {

  public PublishedList {
    items = List.copyOf(items);
  }

  /** The line of JSON that a file store holds. */
  public String json(Surface surface) {
    return new String(ListLine.render(surface, this), StandardCharsets.UTF_8);
  }
}
