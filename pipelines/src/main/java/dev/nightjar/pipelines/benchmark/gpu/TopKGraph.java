package dev.nightjar.pipelines.benchmark.gpu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The best items of a block of users as an ONNX graph: a matrix product, then the K largest of each
 * row. Inputs {@code users} (float, users x rank), {@code items} (float, rank x items) and {@code
 * k} (int64, 1); outputs {@code scores} and {@code positions}, largest first.
 *
 * <p>Written in Protocol Buffers' wire format by hand, by the numbers of onnx.proto: what it has
 * are nine fields, and a library for them would be another dependency.
 */
final class TopKGraph {

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private TopKGraph() {}

  /** The model's bytes. */
  static byte[] bytes() {
    Message graph =
        new Message()
            .put(1, node("MatMul", new String[] {"users", "items"}, "all"))
            .put(1, node("TopK", new String[] {"all", "k"}, "scores", "positions"))
            .put(2, "best")
            .put(11, value("users", FLOAT, "u", "r"))
            .put(11, value("items", FLOAT, "r", "i"))
            .put(11, value("k", INT64, "one"))
            .put(12, value("scores", FLOAT, "u", "n"))
            .put(12, value("positions", INT64, "u", "n"));
    return new Message()
        .put(1, IR_VERSION)
        .put(7, graph)
        .put(8, new Message().put(1, "").put(2, OPSET))
        .bytes();
  }

  private static Message node(String operation, String[] inputs, String... outputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.put(1, input);
    }
    for (String output : outputs) {
      node.put(2, output);
    }
    return node.put(4, operation);
  }

  private static Message value(String name, int type, String... dimensions) {
    Message shape = new Message();
    for (String dimension : dimensions) {
      shape.put(1, new Message().put(2, dimension));
    }
    Message tensor = new Message().put(1, type).put(2, shape);
    return new Message().put(1, name).put(2, new Message().put(1, tensor));
  }

  /** A message in the wire format: numbers as varints, all else by length. */
  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message put(int field, int number) {
      varint(field << 3);
      varint(number);
      return this;
    }

    Message put(int field, String text) {
      return put(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message put(int field, Message message) {
      return put(field, message.bytes());
    }

    private Message put(int field, byte[] bytes) {
      varint((field << 3) | 2);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    private void varint(int value) {
      int rest = value;
      while (rest > 0x7F) {
        out.write((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write(rest);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
