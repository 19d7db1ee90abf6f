package dev.nightjar.udfs.sql.operator;

import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * Rows with their vectors, in the order of the input.
 *
 * <p>At most two windows are held: while the device works on the first, the second is read and
 * tokenized. That bounds memory whatever the size of the partition. A task that ends before its
 * rows, killed or stopped by a limit, gives up the vectors that are still to come.
 */
final class EmbedIterator extends AbstractIterator<InternalRow> {

  private static final int WINDOWS = 2;

  private final Iterator<InternalRow> input;
  private final WindowReader reader;
  private final EmbedMetrics metrics;
  private final List<CountedMetric> counted;
  private final Deque<Window> ahead = new ConcurrentLinkedDeque<>();

  EmbedIterator(Iterator<InternalRow> input, WindowReader reader, EmbedMetrics metrics) {
    this.input = input;
    this.reader = reader;
    this.metrics = metrics;
    this.counted = metrics.of(reader.counters());
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.<Void>addTaskCompletionListener(
          done -> {
            catchUp();
            ahead.forEach(Window::release);
            return null;
          });
    }
  }

  @Override
  public boolean hasNext() {
    while (!ahead.isEmpty() && ahead.peek().isEmpty()) {
      ahead.remove();
      catchUp();
    }
    while (ahead.size() < WINDOWS && input.hasNext()) {
      ahead.add(reader.read(input));
    }
    return !ahead.isEmpty();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no row is left in this partition");
    }
    metrics.addRow();
    return ahead.peek().next(metrics, this::catchUp);
  }

  private void catchUp() {
    counted.forEach(CountedMetric::catchUp);
  }
}
