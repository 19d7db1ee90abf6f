package dev.nightjar.pipelines.benchmark.gpu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.nightjar.pipelines.benchmark.ResultLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark of a GPU found, for programs and for people. */
public record GpuReport(
    Equipment equipment,
    List<VectorAgreement> vectors,
    List<EncodeSpeed> speeds,
    List<TopKSpeed> topK) {

  /** One line a measurement. */
  public List<ResultLine> lines() {
    List<ResultLine> lines = new ArrayList<>();
    for (VectorAgreement agreement : vectors) {
      lines.add(
          ResultLine.of("vectors")
              .with("what", agreement.what().replace(' ', '-'))
              .with("lowest_cosine", agreement.lowestCosine())
              .with("largest_difference", agreement.largestDifference()));
    }
    for (EncodeSpeed speed : speeds) {
      ResultLine line =
          ResultLine.of(speed.way())
              .with("tokens", speed.tokens())
              .with("replicas", speed.replicas())
              .with("texts_per_s", speed.textsPerSecond());
      lines.add(speed.idle().isPresent() ? line.with("idle", speed.idle().getAsDouble()) : line);
    }
    for (TopKSpeed speed : topK) {
      lines.add(
          ResultLine.of("topk-" + speed.device())
              .with("pairs_per_s", Math.round(speed.pairsPerSecond()))
              .with("same", Boolean.toString(speed.agreement().holds())));
    }
    return lines;
  }

  /** All of it as JSON. */
  public String json() {
    Map<String, Object> root = new LinkedHashMap<>();
    Map<String, Object> libraries = new LinkedHashMap<>();
    equipment.libraries().found().forEach((name, place) -> libraries.put(name, place.orElse(null)));
    root.put("gpu", equipment.gpu());
    root.put("device", equipment.device());
    root.put("cores", equipment.cores());
    root.put("onnxruntime", equipment.runtime());
    root.put("cuda_provider", equipment.libraries().provider());
    root.put("libraries", libraries);
    root.put("vectors", vectors);
    root.put("speeds", speeds.stream().map(GpuReport::fields).toList());
    root.put("topk", topK);
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the figures could not be written as JSON", e);
    }
  }

  private static Map<String, Object> fields(EncodeSpeed speed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("way", speed.way());
    fields.put("tokens", speed.tokens());
    fields.put("replicas", speed.replicas());
    fields.put("texts_per_s", speed.textsPerSecond());
    fields.put("idle", speed.idle().isPresent() ? speed.idle().getAsDouble() : null);
    return fields;
  }

  /** All of it as a page. */
  public String markdown() {
    return GpuPage.of(this);
  }
}
