package dev.nightjar.pipelines.publish.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;

/** A publication as text, which a file store keeps as {@code manifest.json}. */
public final class ManifestJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private ManifestJson() {}

  public static byte[] write(Publication publication) {
    try {
      return MAPPER.writeValueAsBytes(publication);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("manifest of " + publication.version(), e);
    }
  }

  public static Publication read(byte[] json) throws IOException {
    return MAPPER.readValue(json, Publication.class);
  }
}
