package dev.nightjar.udfs.sql.function;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** The vector of a constant text; a literal that plans show by its text, not by its numbers. */
public final class LiteralVector extends Expression implements Serializable {

  private final String call;
  private final ArrayData vector;

  /**
   * The vector that a call on constants gives, in its place.
   *
   * @param call the call that it stands for, as SQL
   * @param vector null where the text was
   */
  public LiteralVector(String call, ArrayData vector) {
    this.call = call;
    this.vector = vector;
  }

  @Override
  public DataType dataType() {
    return EmbedText.VECTOR;
  }

  @Override
  public boolean nullable() {
    return vector == null;
  }

  @Override
  public boolean foldable() {
    return false;
  }

  @Override
  public Object eval(InternalRow input) {
    return vector;
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    String constant = context.addReferenceObj("vector", vector, ArrayData.class.getName());
    return GeneratedCode.of(
        code,
        "boolean %1$s = %2$s == null;%nArrayData %3$s = %2$s;%n"
            .formatted(code.isNull(), constant, code.value()));
  }

  @Override
  public Seq<Expression> children() {
    return ScalaCollections.seq(List.of());
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> none) {
    return this;
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int n) {
    return n == 0 ? call : vector;
  }

  @Override
  public boolean canEqual(Object that) {
    return that instanceof LiteralVector;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof LiteralVector other
        && call.equals(other.call)
        && Objects.equals(vector, other.vector);
  }

  @Override
  public int hashCode() {
    return call.hashCode();
  }

  @Override
  public String toString() {
    return call;
  }

  @Override
  public String sql() {
    return call;
  }
}
