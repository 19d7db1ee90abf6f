package dev.nightjar.udfs.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.Metadata;

/** Moves calls of {@code embed_text} out of expressions into operators that work in batches. */
final class ExtractEmbedding extends Rule<LogicalPlan> {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return rewrite(plan);
  }

  private LogicalPlan rewrite(LogicalPlan plan) {
    LogicalPlan node = plan.mapChildren(this::rewrite);
    if (node instanceof EmbedTexts || node.children().size() != 1) {
      return node;
    }
    List<EmbedText> calls = EmbedCalls.in(node);
    return calls.isEmpty() ? node : rewrite(extract(node, calls));
  }

  private static LogicalPlan extract(LogicalPlan node, List<EmbedText> calls) {
    LogicalPlan child = node.children().head();
    boolean free = node instanceof Project;
    List<Attribute> carried =
        ScalaCollections.list(child.output()).stream()
            .filter(column -> !free || used(node, column))
            .toList();
    Map<EmbedText, Attribute> columns = new LinkedHashMap<>();
    EmbedRequest first = calls.get(0).request();
    for (EmbedText call : calls) {
      if (call.request().equals(first)) {
        columns.put(call, vector(call));
      }
    }
    EmbedTexts embed =
        new EmbedTexts(
            ScalaCollections.seq(columns.keySet()),
            ScalaCollections.seq(columns.values()),
            ScalaCollections.seq(carried),
            child);
    LogicalPlan replaced =
        node.mapExpressions(
                expression -> EmbedCalls.replace(expression, call -> column(columns, call)))
            .withNewChildren(ScalaCollections.seq(List.of(embed)));
    return replaced.outputSet().equals(node.outputSet())
        ? replaced
        : new Project(
            ScalaCollections.<NamedExpression>seq(ScalaCollections.list(node.output())), replaced);
  }

  private static boolean used(LogicalPlan node, Attribute column) {
    return ScalaCollections.list(node.expressions()).stream()
        .map(expression -> EmbedCalls.replace(expression, call -> vector(call)))
        .anyMatch(expression -> expression.references().contains(column));
  }

  private static Attribute column(Map<EmbedText, Attribute> columns, EmbedText call) {
    return columns.entrySet().stream()
        .filter(entry -> entry.getKey().semanticEquals(call))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static Attribute vector(EmbedText call) {
    return new AttributeReference(
        call.prettyName(),
        EmbedText.VECTOR,
        call.nullable(),
        Metadata.empty(),
        NamedExpression$.MODULE$.newExprId(),
        ScalaCollections.seq(List.of()));
  }
}
