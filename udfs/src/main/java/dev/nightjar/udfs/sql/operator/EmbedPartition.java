package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.sql.function.EmbedText;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does with one partition of an {@link EmbedTextsExec}. */
final class EmbedPartition extends AbstractFunction1<Iterator<InternalRow>, Iterator<InternalRow>>
    implements Serializable {

  private final List<EmbedText> calls;
  private final List<Attribute> carried;
  private final List<Attribute> input;
  private final boolean rampUp;
  private final EmbedMetrics metrics;

  EmbedPartition(
      List<EmbedText> calls,
      List<Attribute> carried,
      List<Attribute> input,
      boolean rampUp,
      EmbedMetrics metrics) {
    this.calls = List.copyOf(calls);
    this.carried = List.copyOf(carried);
    this.input = List.copyOf(input);
    this.rampUp = rampUp;
    this.metrics = metrics;
  }

  @Override
  public Iterator<InternalRow> apply(Iterator<InternalRow> rows) {
    return new EmbedIterator(rows, new WindowReader(calls, carried, input, rampUp), metrics);
  }
}
