package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.embed.Engine;
import dev.nightjar.udfs.embed.model.Prompt;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * {@code embed_text(text)}: a vector of a text.
 *
 * <p>A rule of the optimizer moves it into an operator that works in batches. Where no operator can
 * take it, it evaluates row by row. It counts as unevaluable all the same, which keeps the
 * optimizer from computing a local table's vectors one by one while it plans.
 */
public final class EmbedText extends Expression
    implements ImplicitCastInputTypes, Unevaluable, Serializable {

  public static final ArrayType VECTOR = DataTypes.createArrayType(DataTypes.FloatType, false);

  private final Expression text;
  private final EmbedRequest request;
  private final Prompt prompt;
  private transient volatile Engine engine;

  public EmbedText(Expression text, EmbedRequest request, Prompt prompt) {
    this.text = text;
    this.request = request;
    this.prompt = prompt;
  }

  public Expression text() {
    return text;
  }

  public EmbedRequest request() {
    return request;
  }

  public Prompt prompt() {
    return prompt;
  }

  @Override
  public DataType dataType() {
    return VECTOR;
  }

  @Override
  public boolean nullable() {
    return text.nullable();
  }

  @Override
  public boolean foldable() {
    return false;
  }

  @Override
  public String prettyName() {
    return prompt == Prompt.QUERY ? "embed_query" : "embed_text";
  }

  @Override
  public Seq<AbstractDataType> inputTypes() {
    return ScalaCollections.seq(List.of(DataTypes.StringType));
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    return ImplicitCastInputTypes.super.checkInputDataTypes();
  }

  @Override
  public Object eval(InternalRow input) {
    Object value = text.eval(input);
    return value == null ? null : embed((UTF8String) value);
  }

  /** Generated code calls this where a row is evaluated by itself. */
  public UnsafeArrayData embed(UTF8String value) {
    if (engine == null) {
      engine = request.engine();
    }
    return UnsafeArrayData.fromPrimitiveArray(engine.embed(value.toString(), prompt));
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    ExprCode argument = text.genCode(context);
    String self = context.addReferenceObj("embedText", this, EmbedText.class.getName());
    String body =
        """
        boolean %1$s = %2$s;
        ArrayData %3$s = %1$s ? null : %4$s.embed(%5$s);
        """
            .formatted(code.isNull(), argument.isNull(), code.value(), self, argument.value());
    Block block = argument.code().$plus(GeneratedCode.block(body));
    return code.copy(block, code.isNull(), code.value());
  }

  @Override
  public Seq<Expression> children() {
    return ScalaCollections.seq(List.of(text));
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new EmbedText(children.apply(0), request, prompt);
  }

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int n) {
    return switch (n) {
      case 0 -> text;
      case 1 -> request;
      case 2 -> prompt;
      default -> throw new IndexOutOfBoundsException(n);
    };
  }

  @Override
  public boolean canEqual(Object that) {
    return that instanceof EmbedText;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof EmbedText other
        && text.equals(other.text)
        && request.equals(other.request)
        && prompt == other.prompt;
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, request, prompt);
  }

  @Override
  public String toString() {
    return prettyName() + "(" + text + ")";
  }
}
