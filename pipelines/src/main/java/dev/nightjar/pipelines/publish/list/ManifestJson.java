package dev.nightjar.pipelines.publish.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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

  /** The same as text, for stores that keep it so. */
  public static String text(Publication publication) {
    return new String(write(publication), StandardCharsets.UTF_8);
  }

  /**
   * Reads such a text back.
   *
   * @param where it stands, for the message
   * @throws PublicationException when it is no manifest
   */
  public static Publication read(String text, String where) {
    try {
      return read(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new PublicationException(
          where + " holds a manifest that cannot be read: " + e.getMessage(), e);
    }
  }

  public static Publication read(byte[] json) throws IOException {
    return MAPPER.readValue(json, Publication.class);
  }
}
