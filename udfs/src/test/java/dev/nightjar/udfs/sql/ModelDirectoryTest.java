package dev.nightjar.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.sql.function.EmbedSetting;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class ModelDirectoryTest {

  private final SparkSession spark;
  private final Path directory;
  private final Path minilm;

  ModelDirectoryTest(SparkSession spark, @TempDir Path directory) throws IOException {
    this.spark = spark;
    this.directory = directory;
    this.minilm = EmbeddingModel.minilm().directory();
  }

  @BeforeEach
  void tokenizer() throws IOException {
    TinyModel.tokenizer(directory);
  }

  @Test
  void aSentenceTransformersDirectoryIsReadAsItIs() throws IOException {
    sentenceTransformers("mean_tokens");
    write("sentence_bert_config.json", "{\"max_seq_length\": 256, \"do_lower_case\": false}");
    assertArrayEquals(vector("embed_text('hello')", "minilm"), vector("embed_text('hello')"));
    assertEquals(256, ModelCard.of(spark, uri()).maxTokens());
  }

  @Test
  void poolingAndPromptsAreTheModelsOwn() throws IOException {
    sentenceTransformers("mean_tokens");
    String mean = ModelCard.of(spark, uri()).modelId();
    float[] plain = vector("embed_text('query: hello')");
    write("config_sentence_transformers.json", "{\"prompts\": {\"query\": \"query: \"}}");
    String prompted = ModelCard.of(spark, uri()).modelId();
    assertNotEquals(mean, prompted);
    assertArrayEquals(plain, vector("embed_query('hello')"));
    assertArrayEquals(
        vector("embed_text('hello')", "minilm"), vector("embed_text('hello')"), 1e-6f);
    write("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");
    assertNotEquals(prompted, ModelCard.of(spark, uri()).modelId());
    write("1_Pooling/config.json", "{\"pooling_mode_max_tokens\": true}");
    assertFails("asks for a pooling that Nightjar does not have");
  }

  @Test
  void severalPoolingsAreRefused() throws IOException {
    TinyModel.graph("pooled.onnx", directory);
    write(
        "1_Pooling/config.json",
        "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true}");
    assertFails("asks for several poolings side by side, [cls_token, mean_tokens]; use one of");
  }

  @Test
  void aModuleAfterPoolingMustBeInTheGraph() throws IOException {
    sentenceTransformers("mean_tokens");
    write(
        "modules.json",
        "[{\"type\": \"sentence_transformers.models.Pooling\"}, {\"type\": \"a.models.Dense\"}]");
    assertFails(
        "has modules that Nightjar does not run, [Dense], and its graph gives last_hidden_state");
    TinyModel.graph("pooled.onnx", directory);
    assertEquals(4, ModelCard.of(spark, uri()).dimension());
    write("modules.json", "{}");
    assertFails("modules.json is not a JSON array of objects");
  }

  @Test
  void limitsBeyondAMillionTokensAreNoStatement() throws IOException {
    TinyModel.graph("pooled.onnx", directory);
    write("tokenizer_config.json", "{\"model_max_length\": 1e30}");
    assertEquals(512, ModelCard.of(spark, uri()).maxTokens());
    write("tokenizer_config.json", "{\"model_max_length\": 8192}");
    assertEquals(8192, ModelCard.of(spark, uri()).maxTokens());
    write("sentence_bert_config.json", "{\"max_seq_length\": null}");
    assertEquals(8192, ModelCard.of(spark, uri()).maxTokens());
  }

  @Test
  void poolingMayBeWrittenInLowerCase() throws IOException {
    TinyModel.graph("pooled.onnx", directory);
    write("nightjar.json", "{\"pooling\": \"LAST_TOKEN\"}");
    String upper = ModelCard.of(spark, uri()).model().spec().pooling().name();
    write("nightjar.json", "{\"pooling\": \"last_token\"}");
    assertEquals(upper, ModelCard.of(spark, uri()).model().spec().pooling().name());
    write("nightjar.json", "{\"pooling\": \"max\"}");
    assertFails("pooling is max; set MEAN, CLS or LAST_TOKEN");
  }

  @Test
  void aDimensionCutsTheVectorAndScalesWhatIsLeft() {
    float[] whole = vector("embed_text('hello')", "minilm");
    spark.conf().set(EmbedSetting.DIMENSION.key(), "64");
    float[] cut = vector("embed_text('hello')", "minilm");
    assertEquals(64, cut.length);
    double norm = 0;
    for (int i = 0; i < 64; i++) {
      norm += whole[i] * whole[i];
    }
    for (int i = 0; i < 64; i++) {
      assertEquals(whole[i] / Math.sqrt(norm), cut[i], 1e-6);
    }
    spark.conf().set(EmbedSetting.DIMENSION.key(), "385");
    Exception error = assertThrows(Exception.class, () -> vector("embed_text('hello')", "minilm"));
    assertTrue(
        error.getMessage().contains("dimension is 385; model all-minilm-l6-v2 gives 384"),
        error.getMessage());
  }

  /** The graph pools by itself and takes 32-bit ids; [CLS] is 101, "guitar" 2858, [SEP] 102. */
  @Test
  void aGraphThatPoolsGivesItsOwnVectors() throws IOException {
    TinyModel.graph("pooled.onnx", directory);
    write("nightjar.json", "{\"max_tokens\": 16}");
    float mean = (101 + 2858 + 102) / 3f;
    assertArrayEquals(new float[] {mean, 2 * mean, 1, 0}, vector("embed_text('guitar')"), 1e-3f);
    assertArrayEquals(new float[] {101.5f, 203, 1, 0}, vector("embed_text('')"), 1e-3f);
    assertEquals(16, ModelCard.of(spark, uri()).maxTokens());
  }

  @Test
  void fileSystemsAreThoseOfTheSparkApplication() throws IOException {
    TinyModel.graph("pooled.onnx", directory);
    float[] there = vector("embed_text('guitar')", "viewfs://models/host" + directory);
    assertArrayEquals(vector("embed_text('guitar')"), there);
  }

  @Test
  void aModelMayLieOnTheClasspath() throws IOException {
    TinyModel.graph("pooled.onnx", directory);
    Path jar = Path.of(directory + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("model.onnx", "tokenizer.json")) {
        out.putNextEntry(new ZipEntry("models/tiny/" + name));
        Files.copy(directory.resolve(name), out);
      }
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      String name = ModelCard.of(spark, "classpath:models/tiny/").model().name();
      assertEquals("tiny", name);
      float[] there = vector("embed_text('guitar')", "classpath:models/tiny");
      assertArrayEquals(vector("embed_text('guitar')"), there);
    } finally {
      thread.setContextClassLoader(before);
      Files.delete(jar);
    }
    Exception error =
        assertThrows(Exception.class, () -> ModelCard.of(spark, "classpath:models/none"));
    assertTrue(
        error.getMessage().contains("embedding model classpath:models/none has no model.onnx"),
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "wrong-input.onnx,'takes [pixels]; a text encoder takes input_ids and attention_mask'",
    "half-output.onnx,'it must be 32-bit floats of rank 2 or 3'"
  })
  void graphsThatAreNoTextEncodersAreRefused(String graph, String message) throws IOException {
    TinyModel.graph(graph, directory);
    assertFails(message);
  }

  @Test
  void incompleteAndBrokenDirectoriesAreRefused() throws IOException {
    assertFails("has no model.onnx; point the model setting at a directory");
    TinyModel.graph("pooled.onnx", directory);
    write("nightjar.json", "{\"sha256\": {\"model.onnx\": \"0123\"}}");
    assertFails("but its nightjar.json says 0123; copy the model again");
    write("nightjar.json", "[");
    assertFails("nightjar.json is not a JSON object");
  }

  private void sentenceTransformers(String pooling) throws IOException {
    Files.createDirectories(directory.resolve("onnx"));
    Files.createSymbolicLink(directory.resolve("onnx/model.onnx"), minilm.resolve("model.onnx"));
    write("modules.json", "[{\"type\": \"sentence_transformers.models.Normalize\"}]");
    write("1_Pooling/config.json", "{\"pooling_mode_" + pooling + "\": true}");
  }

  private void write(String name, String content) throws IOException {
    Files.createDirectories(directory.resolve(name).getParent());
    Files.writeString(directory.resolve(name), content);
  }

  private String uri() {
    return directory.toUri().toString();
  }

  private float[] vector(String call) {
    return vector(call, uri());
  }

  private float[] vector(String call, String model) {
    spark.conf().set(EmbedSetting.MODEL.key(), model);
    var numbers = spark.sql("SELECT " + call).head().<Float>getList(0);
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i);
    }
    return vector;
  }

  private void assertFails(String message) {
    Exception error = assertThrows(Exception.class, () -> ModelCard.of(spark, uri()));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
