package dev.nightjar.udfs.sql;

import dev.nightjar.udfs.embed.model.Prompt;
import dev.nightjar.udfs.sql.function.EmbedRequest;
import dev.nightjar.udfs.sql.function.EmbedSetting;
import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import dev.nightjar.udfs.sql.function.SessionConf;
import dev.nightjar.udfs.sql.function.TokenExpression;
import dev.nightjar.udfs.sql.function.VectorAggregate;
import dev.nightjar.udfs.sql.function.VectorExpression;
import dev.nightjar.udfs.sql.function.VectorOperation;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple3;

/**
 * The functions that Nightjar adds to SQL, with what {@code DESCRIBE FUNCTION EXTENDED} says.
 *
 * <p>A function that the running Spark has built in under the same name is left to it.
 */
enum SqlFunction {
  EMBED_TEXT(
      1,
      2,
      "text [, model]",
      "Returns the vector of a text that is to be found, as ARRAY<FLOAT>. The model is the one of"
          + " spark.nightjar.embed.model unless the constant second argument names another: minilm,"
          + " or the URI of a model directory. Texts are embedded in batches; inside CASE, IF or"
          + " COALESCE those of all rows are, so filter first.",
      "size(_FUNC_('a warm sounding guitar'))",
      "384",
      arguments -> new EmbedText(arguments.get(0), request(arguments), Prompt.PASSAGE)),
  EMBED_QUERY(
      1,
      2,
      "text [, model]",
      "Returns the vector of a text that searches: as embed_text, but with the model's prefix for"
          + " queries where it has one.",
      "size(_FUNC_('guitar for beginners'))",
      "384",
      arguments -> new EmbedText(arguments.get(0), request(arguments), Prompt.QUERY)),
  TOKENIZE_TEXT(
      1,
      2,
      "text [, model]",
      "Returns the ids of the text's tokens: special tokens added, cut where the model stops"
          + " reading, without the model's prefix.",
      "_FUNC_('guitar')",
      "[101,2858,102]",
      arguments -> tokens(TokenExpression.Kind.TOKENIZE_TEXT, arguments)),
  COUNT_TOKENS(
      1,
      2,
      "text [, model]",
      "Returns how many tokens the whole text has, special tokens included; embed_text loses the"
          + " tail of a text that has more than the model reads.",
      "_FUNC_('guitar')",
      "3",
      arguments -> tokens(TokenExpression.Kind.COUNT_TOKENS, arguments)),
  VECTOR_INNER_PRODUCT(
      2,
      2,
      "a, b",
      "Returns the inner product of two vectors of one dimension.",
      "_FUNC_(array(1.0F, 2.0F), array(3.0F, 4.0F))",
      "11.0",
      arguments -> vector(VectorOperation.VECTOR_INNER_PRODUCT, arguments)),
  VECTOR_COSINE_SIMILARITY(
      2,
      2,
      "a, b",
      "Returns the cosine of the angle between two vectors, from -1 to 1; null where one is zero.",
      "_FUNC_(array(1.0F, 0.0F), array(0.0F, 2.0F))",
      "0.0",
      arguments -> vector(VectorOperation.VECTOR_COSINE_SIMILARITY, arguments)),
  VECTOR_L2_DISTANCE(
      2,
      2,
      "a, b",
      "Returns the Euclidean distance of two vectors of one dimension.",
      "_FUNC_(array(0.0F, 0.0F), array(3.0F, 4.0F))",
      "5.0",
      arguments -> vector(VectorOperation.VECTOR_L2_DISTANCE, arguments)),
  VECTOR_NORM(
      1,
      2,
      "vector [, degree]",
      "Returns the norm of a vector; the degree is 1.0F, 2.0F (the default) or float('inf').",
      "_FUNC_(array(3.0F, 4.0F))",
      "5.0",
      arguments -> vector(VectorOperation.VECTOR_NORM, withDegree(arguments))),
  VECTOR_NORMALIZE(
      1,
      2,
      "vector [, degree]",
      "Returns the vector divided by its norm, or null where that is 0; the degree is as for"
          + " vector_norm.",
      "_FUNC_(array(3.0F, 4.0F))",
      "[0.6,0.8]",
      arguments -> vector(VectorOperation.VECTOR_NORMALIZE, withDegree(arguments))),
  FUSE_WEIGHTED(
      3,
      3,
      "a, b, alpha",
      "Returns alpha * a + (1 - alpha) * b, with alpha from 0 to 1.",
      "_FUNC_(array(1.0F, 0.0F), array(0.0F, 1.0F), 0.25)",
      "[0.25,0.75]",
      arguments -> vector(VectorOperation.FUSE_WEIGHTED, arguments)),
  FUSE_CONCAT(
      2,
      2,
      "a, b",
      "Returns the elements of a followed by those of b.",
      "_FUNC_(array(1.0F), array(2.0F, 3.0F))",
      "[1.0,2.0,3.0]",
      arguments -> vector(VectorOperation.FUSE_CONCAT, arguments)),
  FUSE_ATTENTION(
      2,
      2,
      "a, b",
      "Returns the mean of a and b with the weights that a pays them:"
          + " softmax(a.a / sqrt(d), a.b / sqrt(d)), d being the dimension.",
      "_FUNC_(array(1.0F, 0.0F), array(1.0F, 0.0F))",
      "[1.0,0.0]",
      arguments -> vector(VectorOperation.FUSE_ATTENTION, arguments)),
  VECTOR_SUM(
      1,
      1,
      "vector",
      "Returns the sum of the group's vectors, the same whatever their order.",
      "_FUNC_(v) FROM VALUES (array(1.0F, 2.0F)), (array(3.0F, 4.0F)) AS t(v)",
      "[4.0,6.0]",
      arguments -> aggregate(VectorAggregate.Kind.VECTOR_SUM, arguments)),
  VECTOR_AVG(
      1,
      1,
      "vector",
      "Returns the mean of the group's vectors, the same whatever their order.",
      "_FUNC_(v) FROM VALUES (array(1.0F, 2.0F)), (array(3.0F, 4.0F)) AS t(v)",
      "[2.0,3.0]",
      arguments -> aggregate(VectorAggregate.Kind.VECTOR_AVG, arguments)),
  VECTOR_WEIGHTED_AVG(
      2,
      2,
      "vector, weight",
      "Returns the mean of the group's vectors, each counted weight times.",
      "_FUNC_(v, w) FROM VALUES (array(1.0F), 3.0D), (array(5.0F), 1.0D) AS t(v, w)",
      "[2.0]",
      arguments -> aggregate(VectorAggregate.Kind.VECTOR_WEIGHTED_AVG, arguments));

  private static final String INDENT = "\n    ";

  private final int least;
  private final int most;
  private final String signature;
  private final String usage;
  private final String example;
  private final String result;
  private final Function<List<Expression>, Expression> builder;

  SqlFunction(
      int least,
      int most,
      String signature,
      String usage,
      String example,
      String result,
      Function<List<Expression>, Expression> builder) {
    this.least = least;
    this.most = most;
    this.signature = signature;
    this.usage = usage;
    this.example = example;
    this.result = result;
    this.builder = builder;
  }

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The query of the example, ready to run. */
  String exampleQuery() {
    return "SELECT " + example.replace("_FUNC_", sqlName());
  }

  /** What the example's query gives, as Spark prints it. */
  String exampleResult() {
    return result;
  }

  /** Adds the function, unless this Spark has it built in. */
  void inject(SparkSessionExtensions extensions) {
    FunctionIdentifier identifier = new FunctionIdentifier(sqlName());
    if (!FunctionRegistry.builtin().functionExists(identifier)) {
      extensions.injectFunction(
          new Tuple3<>(
              identifier, description(), arguments -> build(ScalaCollections.list(arguments))));
    }
  }

  private ExpressionInfo description() {
    return new ExpressionInfo(
        SqlFunction.class.getName(),
        null,
        sqlName(),
        "_FUNC_(" + signature + ") - " + usage,
        "",
        INDENT
            + "Examples:"
            + INDENT
            + "  > SELECT "
            + example
            + ";"
            + INDENT
            + "   "
            + result
            + "\n  ",
        "",
        "misc_funcs",
        "0.1.0",
        "",
        "java_udf");
  }

  private Expression build(List<Expression> arguments) {
    if (arguments.size() < least || arguments.size() > most) {
      throw new IllegalArgumentException(
          "%s takes %s, got %d arguments: %s(%s)"
              .formatted(
                  sqlName(),
                  least == most ? least + " arguments" : least + " or " + most + " arguments",
                  arguments.size(),
                  sqlName(),
                  signature));
    }
    return builder.apply(arguments);
  }

  private static EmbedRequest request(List<Expression> arguments) {
    SQLConf conf = SessionConf.get();
    if (arguments.size() == 1) {
      return EmbedRequest.of(conf, EmbedSetting.MODEL.read(conf));
    }
    Expression model = arguments.get(1);
    if (!model.foldable() || model.eval(null) == null) {
      throw new IllegalArgumentException(
          "the model of a call is " + model + "; name it by a constant text that is not null");
    }
    return EmbedRequest.of(conf, model.eval(null).toString());
  }

  private static Expression tokens(TokenExpression.Kind kind, List<Expression> arguments) {
    return new TokenExpression(kind, arguments.get(0), request(arguments));
  }

  private static Expression vector(VectorOperation operation, List<Expression> arguments) {
    return new VectorExpression(operation, ScalaCollections.seq(arguments));
  }

  private static List<Expression> withDegree(List<Expression> arguments) {
    return arguments.size() == 2
        ? arguments
        : List.of(arguments.get(0), new Literal(2f, DataTypes.FloatType));
  }

  private static Expression aggregate(VectorAggregate.Kind kind, List<Expression> arguments) {
    return new VectorAggregate(kind, ScalaCollections.seq(arguments), 0, 0);
  }
}
