package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.embed.EmbedCounters;
import dev.nightjar.udfs.embed.Engine;
import dev.nightjar.udfs.embed.Submission;
import dev.nightjar.udfs.sql.function.EmbedRequest;
import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads rows into a window, keeps the columns that are carried, and sends the texts to a device.
 */
final class WindowReader {

  /** Where a limit may stop the query, windows grow from here by doubling. */
  private static final int FIRST_ROWS = 32;

  private final List<EmbedText> calls;
  private final EmbedRequest request;
  private final Engine engine;
  private final UnsafeProjection carry;
  private final UnsafeProjection texts;
  private final WindowRows rows;
  private int windowRows;
  private final EmbedCounters counters = new EmbedCounters();

  WindowReader(
      List<EmbedText> calls, List<Attribute> carried, List<Attribute> columns, boolean rampUp) {
    this.calls = calls;
    this.request = calls.get(0).request();
    this.engine = request.engine();
    this.carry =
        UnsafeProjection.create(ScalaCollections.seq(carried), ScalaCollections.seq(columns));
    List<Expression> arguments = calls.stream().map(EmbedText::text).toList();
    this.texts =
        UnsafeProjection.create(ScalaCollections.seq(arguments), ScalaCollections.seq(columns));
    this.windowRows = rampUp ? Math.min(FIRST_ROWS, request.windowRows()) : request.windowRows();
    this.rows = new WindowRows(carried, calls.size());
  }

  EmbedCounters counters() {
    return counters;
  }

  /** Reads until the window is full; the input has at least one row. */
  Window read(scala.collection.Iterator<InternalRow> input) {
    List<UnsafeRow> kept = new ArrayList<>();
    List<List<String>> columns = new ArrayList<>();
    calls.forEach(call -> columns.add(new ArrayList<>()));
    long bytes = 0;
    while (input.hasNext() && kept.size() < windowRows && bytes < request.windowBytes()) {
      InternalRow row = input.next();
      UnsafeRow carriedRow = carry.apply(row).copy();
      kept.add(carriedRow);
      bytes += carriedRow.getSizeInBytes();
      UnsafeRow arguments = texts.apply(row);
      for (int call = 0; call < columns.size(); call++) {
        UTF8String text = arguments.getUTF8String(call);
        columns.get(call).add(text == null ? null : text.toString());
        bytes += text == null ? 0 : text.numBytes();
      }
    }
    windowRows = Math.min(request.windowRows(), windowRows * 2);
    return new Window(rows, kept, submit(columns));
  }

  private List<Submission> submit(List<List<String>> columns) {
    List<Submission> vectors = new ArrayList<>();
    for (int call = 0; call < columns.size(); call++) {
      vectors.add(engine.submit(columns.get(call), calls.get(call).prompt(), counters));
    }
    return vectors;
  }
}
