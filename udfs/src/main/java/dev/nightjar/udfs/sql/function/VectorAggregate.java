package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.vector.VectorSum;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * Sum and means of vectors; the same floats whatever the order of the rows.
 *
 * <p>Null vectors, vectors with a null element and null weights are left out; a group of nothing
 * else gives null, as in Spark 4.2.
 */
public final class VectorAggregate extends TypedImperativeAggregate<VectorSum>
    implements ImplicitCastInputTypes, Serializable {

  /** What comes out of the sum. */
  public enum Kind {
    VECTOR_SUM(EmbedText.VECTOR),
    VECTOR_AVG(EmbedText.VECTOR),
    VECTOR_WEIGHTED_AVG(EmbedText.VECTOR, DataTypes.DoubleType);

    private final List<AbstractDataType> arguments;

    Kind(AbstractDataType... arguments) {
      this.arguments = List.copyOf(Arrays.asList(arguments));
    }
  }

  private final Kind kind;
  private final Seq<Expression> arguments;
  private final int mutableAggBufferOffset;
  private final int inputAggBufferOffset;

  /** The offsets are Spark's: where the sum lies in its buffers. */
  public VectorAggregate(
      Kind kind, Seq<Expression> arguments, int mutableAggBufferOffset, int inputAggBufferOffset) {
    this.kind = kind;
    this.arguments = arguments;
    this.mutableAggBufferOffset = mutableAggBufferOffset;
    this.inputAggBufferOffset = inputAggBufferOffset;
  }

  @Override
  public VectorSum createAggregationBuffer() {
    return new VectorSum();
  }

  @Override
  public VectorSum update(VectorSum sum, InternalRow row) {
    ArrayData vector = (ArrayData) arguments.head().eval(row);
    Object weight = arguments.size() == 1 ? (Object) 1d : arguments.last().eval(row);
    if (vector != null && weight != null && !VectorExpression.hasNull(vector)) {
      sum.add(vector.toFloatArray(), (double) weight);
    }
    return sum;
  }

  @Override
  public VectorSum merge(VectorSum sum, VectorSum other) {
    sum.add(other);
    return sum;
  }

  @Override
  public Object eval(VectorSum sum) {
    if (sum.count() == 0) {
      return null;
    }
    return UnsafeArrayData.fromPrimitiveArray(kind == Kind.VECTOR_SUM ? sum.sum() : sum.mean());
  }

  @Override
  public byte[] serialize(VectorSum sum) {
    return sum.toBytes();
  }

  @Override
  public VectorSum deserialize(byte[] bytes) {
    return VectorSum.fromBytes(bytes);
  }

  @Override
  public int mutableAggBufferOffset() {
    return mutableAggBufferOffset;
  }

  @Override
  public int inputAggBufferOffset() {
    return inputAggBufferOffset;
  }

  @Override
  public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
    return new VectorAggregate(kind, arguments, offset, inputAggBufferOffset);
  }

  @Override
  public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
    return new VectorAggregate(kind, arguments, mutableAggBufferOffset, offset);
  }

  @Override
  public DataType dataType() {
    return EmbedText.VECTOR;
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public String prettyName() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Seq<AbstractDataType> inputTypes() {
    return ScalaCollections.seq(kind.arguments);
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    return ImplicitCastInputTypes.super.checkInputDataTypes();
  }

  @Override
  public Seq<Expression> children() {
    return arguments;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new VectorAggregate(kind, children, mutableAggBufferOffset, inputAggBufferOffset);
  }

  @Override
  public int productArity() {
    return 4;
  }

  @Override
  public Object productElement(int n) {
    return switch (n) {
      case 0 -> kind;
      case 1 -> arguments;
      case 2 -> mutableAggBufferOffset;
      case 3 -> inputAggBufferOffset;
      default -> throw new IndexOutOfBoundsException(n);
    };
  }

  @Override
  public boolean canEqual(Object that) {
    return that instanceof VectorAggregate;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof VectorAggregate other
        && kind == other.kind
        && arguments.equals(other.arguments)
        && mutableAggBufferOffset == other.mutableAggBufferOffset
        && inputAggBufferOffset == other.inputAggBufferOffset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, arguments, mutableAggBufferOffset, inputAggBufferOffset);
  }
}
