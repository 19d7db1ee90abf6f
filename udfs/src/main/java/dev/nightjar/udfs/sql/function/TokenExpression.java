package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.embed.model.Tokenizers;
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
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** {@code tokenize_text} and {@code count_tokens}, row by row inside Spark's generated code. */
public final class TokenExpression extends Expression
    implements ImplicitCastInputTypes, Serializable {

  /** What is given of a text's tokens. */
  public enum Kind {
    /** The ids as the model reads them: special tokens added, cut at its limit. */
    TOKENIZE_TEXT(DataTypes.createArrayType(DataTypes.IntegerType, false)),
    /** How many the whole text has, special tokens included. */
    COUNT_TOKENS(DataTypes.IntegerType);

    private final DataType type;

    Kind(DataType type) {
      this.type = type;
    }
  }

  private final Kind kind;
  private final Expression text;
  private final EmbedRequest request;
  private transient volatile Tokenizers tokenizers;

  public TokenExpression(Kind kind, Expression text, EmbedRequest request) {
    this.kind = kind;
    this.text = text;
    this.request = request;
  }

  @Override
  public DataType dataType() {
    return kind.type;
  }

  @Override
  public boolean nullable() {
    return text.nullable();
  }

  @Override
  public boolean foldable() {
    return text.foldable();
  }

  @Override
  public String prettyName() {
    return kind.name().toLowerCase(Locale.ROOT);
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
    return value == null ? null : tokens((UTF8String) value);
  }

  /** Generated code calls this with a text that is not null. */
  public Object tokens(UTF8String value) {
    if (tokenizers == null) {
      tokenizers = request.tokenizers();
    }
    if (kind == Kind.COUNT_TOKENS) {
      return tokenizers.whole().encode(value.toString()).length();
    }
    long[] ids = tokenizers.cut().encode(value.toString()).ids();
    int[] narrow = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      narrow[i] = (int) ids[i];
    }
    return UnsafeArrayData.fromPrimitiveArray(narrow);
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    ExprCode argument = text.genCode(context);
    String self = context.addReferenceObj("tokenExpression", this, getClass().getName());
    String body =
        """
        boolean %1$s = %2$s;
        %3$s %4$s = %1$s ? %5$s : (%6$s) %7$s.tokens(%8$s);
        """
            .formatted(
                code.isNull(),
                argument.isNull(),
                CodeGenerator.javaType(dataType()),
                code.value(),
                CodeGenerator.defaultValue(dataType(), false),
                CodeGenerator.boxedType(dataType()),
                self,
                argument.value());
    Block block = argument.code().$plus(GeneratedCode.block(body));
    return code.copy(block, code.isNull(), code.value());
  }

  @Override
  public Seq<Expression> children() {
    return ScalaCollections.seq(List.of(text));
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new TokenExpression(kind, children.apply(0), request);
  }

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int n) {
    return switch (n) {
      case 0 -> kind;
      case 1 -> text;
      case 2 -> request;
      default -> throw new IndexOutOfBoundsException(n);
    };
  }

  @Override
  public boolean canEqual(Object that) {
    return that instanceof TokenExpression;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof TokenExpression other
        && kind == other.kind
        && text.equals(other.text)
        && request.equals(other.request);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, text, request);
  }

  @Override
  public String toString() {
    return prettyName() + "(" + text + ")";
  }
}
