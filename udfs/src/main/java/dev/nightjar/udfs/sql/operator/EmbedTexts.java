package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.AttributeSet$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** The place in a logical plan where texts become vectors; see {@link EmbedTextsExec}. */
public final class EmbedTexts extends LogicalPlan {

  private final Seq<EmbedText> calls;
  private final Seq<Attribute> vectors;
  private final Seq<Attribute> carried;
  private final boolean rampUp;
  private final LogicalPlan child;

  /**
   * Plans one pass over the child.
   *
   * @param calls what to embed; all with one request
   * @param vectors for each call the column of its vectors
   * @param carried the child's columns that are needed above
   * @param rampUp whether windows start small, because a limit above may need few rows
   */
  public EmbedTexts(
      Seq<EmbedText> calls,
      Seq<Attribute> vectors,
      Seq<Attribute> carried,
      boolean rampUp,
      LogicalPlan child) {
    this.calls = calls;
    this.vectors = vectors;
    this.carried = carried;
    this.rampUp = rampUp;
    this.child = child;
  }

  public Seq<EmbedText> calls() {
    return calls;
  }

  public Seq<Attribute> vectors() {
    return vectors;
  }

  public Seq<Attribute> carried() {
    return carried;
  }

  boolean rampUp() {
    return rampUp;
  }

  public LogicalPlan child() {
    return child;
  }

  /** The same over another child, carrying other columns. */
  public EmbedTexts over(LogicalPlan other, Seq<Attribute> otherCarried) {
    return new EmbedTexts(calls, vectors, otherCarried, rampUp, other);
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
  public Seq<LogicalPlan> children() {
    return ScalaCollections.seq(List.of(child));
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return new EmbedTexts(calls, vectors, carried, rampUp, children.apply(0));
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
    return that instanceof EmbedTexts;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof EmbedTexts other
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
