package dev.nightjar.udfs.sql.function;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** A function of vectors, row by row, inside Spark's generated code. */
public final class VectorExpression extends Expression
    implements ImplicitCastInputTypes, Serializable {

  private final VectorOperation operation;
  private final Seq<Expression> arguments;

  public VectorExpression(VectorOperation operation, Seq<Expression> arguments) {
    this.operation = operation;
    this.arguments = arguments;
  }

  @Override
  public DataType dataType() {
    return operation.result();
  }

  /** A null element or a norm of 0 gives null, whatever the arguments' own nullability. */
  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public boolean foldable() {
    return arguments.forall(Expression::foldable);
  }

  @Override
  public String prettyName() {
    return operation.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Seq<AbstractDataType> inputTypes() {
    return ScalaCollections.seq(operation.arguments());
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    return ImplicitCastInputTypes.super.checkInputDataTypes();
  }

  @Override
  public Object eval(InternalRow input) {
    List<Expression> expressions = ScalaCollections.list(arguments);
    Object[] values = new Object[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = expressions.get(i).eval(input);
      if (values[i] == null) {
        return null;
      }
    }
    return compute(values);
  }

  /** Generated code calls this with arguments that are not null. */
  public Object compute(Object[] values) {
    operation.check(values);
    Object[] plain = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof ArrayData array) {
        if (hasNull(array)) {
          return null;
        }
        plain[i] = array.toFloatArray();
      } else {
        plain[i] = values[i];
      }
    }
    Object result = operation.apply(plain);
    return result instanceof float[] vector ? UnsafeArrayData.fromPrimitiveArray(vector) : result;
  }

  static boolean hasNull(ArrayData array) {
    for (int i = 0; i < array.numElements(); i++) {
      if (array.isNullAt(i)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    Block block = GeneratedCode.block("");
    StringBuilder anyNull = new StringBuilder("false");
    StringBuilder values = new StringBuilder();
    for (Expression argument : ScalaCollections.list(arguments)) {
      ExprCode generated = argument.genCode(context);
      block = block.$plus(generated.code());
      anyNull.append(" || ").append(generated.isNull());
      values.append(values.isEmpty() ? "" : ", ").append("(Object) ").append(generated.value());
    }
    String self = context.addReferenceObj("vectorExpression", this, getClass().getName());
    String boxed = context.freshName("result");
    String body =
        """
        Object %1$s = (%2$s) ? null : %3$s.compute(new Object[] {%4$s});
        boolean %5$s = %1$s == null;
        %6$s %7$s = %5$s ? %8$s : (%9$s) %1$s;
        """
            .formatted(
                boxed,
                anyNull,
                self,
                values,
                code.isNull(),
                CodeGenerator.javaType(dataType()),
                code.value(),
                CodeGenerator.defaultValue(dataType(), false),
                CodeGenerator.boxedType(dataType()));
    return code.copy(block.$plus(GeneratedCode.block(body)), code.isNull(), code.value());
  }

  @Override
  public Seq<Expression> children() {
    return arguments;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new VectorExpression(operation, children);
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int n) {
    return n == 0 ? operation : arguments;
  }

  @Override
  public boolean canEqual(Object that) {
    return that instanceof VectorExpression;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof VectorExpression other
        && operation == other.operation
        && arguments.equals(other.arguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(operation, arguments);
  }

  @Override
  public String toString() {
    return prettyName() + arguments.mkString("(", ", ", ")");
  }
}
