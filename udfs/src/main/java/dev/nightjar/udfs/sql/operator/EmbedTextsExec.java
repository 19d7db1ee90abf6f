package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.sql.function.EmbedRequest;
import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.List;
import java.util.Objects;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.AttributeSet$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag;

/**
 * The operator that embeds texts in windows of rows, in the way in which Spark runs Python
 * functions in batches: rows wait while the texts of their window go through the model, sorted by
 * length, and leave in the order in which they came.
 */
public final class EmbedTextsExec extends SparkPlan {

  private final Seq<EmbedText> calls;
  private final Seq<Attribute> vectors;
  private final Seq<Attribute> carried;
  private final boolean rampUp;
  private final SparkPlan child;
  private transient Map<String, SQLMetric> metrics;

  /** Takes what {@link EmbedTexts} takes. */
  public EmbedTextsExec(
      Seq<EmbedText> calls,
      Seq<Attribute> vectors,
      Seq<Attribute> carried,
      boolean rampUp,
      SparkPlan child) {
    this.calls = calls;
    this.vectors = vectors;
    this.carried = carried;
    this.rampUp = rampUp;
    this.child = child;
  }

  @Override
  public Map<String, SQLMetric> metrics() {
    if (metrics == null) {
      metrics = EmbedMetrics.create(sparkContext());
    }
    return metrics;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    EmbedPartition partition =
        new EmbedPartition(
            ScalaCollections.list(calls),
            ScalaCollections.list(carried),
            ScalaCollections.list(child.output()),
            rampUp,
            new EmbedMetrics(metrics()));
    return child.execute().mapPartitions(partition, true, ClassTag.apply(InternalRow.class));
  }

  @Override
  public Seq<Attribute> output() {
    return ScalaCollections.concat(carried, vectors);
  }

  @Override
  public AttributeSet producedAttributes() {
    return AttributeSet$.MODULE$.apply(
        ScalaCollections.<Expression>seq(ScalaCollections.list(vectors)));
  }

  @Override
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child.outputOrdering();
  }

  @Override
  public String simpleString(int maxFields) {
    EmbedRequest request = calls.head().request();
    return "EmbedTexts %s, model=%s, device=%s, carrying %s"
        .formatted(
            calls.mkString("[", ", ", "]"),
            request.modelId(),
            request.device(),
            carried.mkString("[", ", ", "]"));
  }

  @Override
  public String verboseStringWithOperatorId() {
    return "%s%nInput: %s%n%s%n"
        .formatted(formattedNodeName(), child.output().mkString("[", ", ", "]"), simpleString(100));
  }

  @Override
  public Seq<SparkPlan> children() {
    return ScalaCollections.seq(List.of(child));
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
    return new EmbedTextsExec(calls, vectors, carried, rampUp, children.apply(0));
  }

  @Override
  public int productArity() {
    return 5;
  }

  @Override
  public Object productElement(int n) {
    return switch (n) {
      case 0 -> calls;
      case 1 -> vectors;
      case 2 -> carried;
      case 3 -> rampUp;
      case 4 -> child;
      default -> throw new IndexOutOfBoundsException(n);
    };
  }

  @Override
  public boolean canEqual(Object that) {
    return that instanceof EmbedTextsExec;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof EmbedTextsExec other
        && calls.equals(other.calls)
        && vectors.equals(other.vectors)
        && carried.equals(other.carried)
        && rampUp == other.rampUp
        && child.equals(other.child);
  }

  @Override
  public int hashCode() {
    return Objects.hash(calls, vectors, carried, rampUp, child);
  }
}
