package dev.nightjar.udfs.sql;

import dev.nightjar.udfs.embed.Prompt;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.internal.SQLConf;
import scala.Tuple3;

/** The SQL functions that Nightjar adds. */
enum SqlFunction {
  EMBED_TEXT("(text [, model]) - a vector of the text that is to be found") {
    @Override
    Expression build(List<Expression> arguments) {
      return embed(arguments, Prompt.PASSAGE);
    }
  },
  EMBED_QUERY("(text [, model]) - a vector of the text that searches") {
    @Override
    Expression build(List<Expression> arguments) {
      return embed(arguments, Prompt.QUERY);
    }
  };

  private final String usage;

  SqlFunction(String usage) {
    this.usage = usage;
  }

  abstract Expression build(List<Expression> arguments);

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  void inject(SparkSessionExtensions extensions) {
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(sqlName()),
            new ExpressionInfo(
                SqlFunction.class.getName(),
                null,
                sqlName(),
                "_FUNC_" + usage,
                "",
                "",
                "",
                "misc_funcs",
                "0.1.0",
                "",
                "java_udf"),
            arguments -> build(ScalaCollections.list(arguments))));
  }

  private static Expression embed(List<Expression> arguments, Prompt prompt) {
    SQLConf conf = SQLConf.get();
    String model =
        arguments.size() > 1
            ? String.valueOf(arguments.get(1).eval(null))
            : EmbedSetting.MODEL.read(conf);
    return new EmbedText(arguments.get(0), EmbedRequest.of(conf, model), prompt);
  }
}
