package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import dev.nightjar.udfs.sql.operator.EmbedTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.Metadata;

/** Puts an {@link EmbedTexts} below a node and columns in the places of the node's calls. */
final class EmbedBelow {

  private EmbedBelow() {}

  /**
   * Extracts every call that the node's only child can give; others stay. The result has the
   * columns of the node that are asked for, in any case those that it defines itself.
   */
  static LogicalPlan extract(LogicalPlan node, Demand demand) {
    LogicalPlan replaced = NondeterministicTexts.below(node);
    List<EmbedText> calls = calls(replaced);
    while (!calls.isEmpty()) {
      replaced = NondeterministicTexts.below(onePass(replaced, calls, demand));
      calls = calls(replaced);
    }
    return replaced.outputSet().equals(node.outputSet())
        ? replaced
        : select(node, replaced, demand);
  }

  private static List<EmbedText> calls(LogicalPlan node) {
    return EmbedCalls.extractable(node, node.children().head());
  }

  /** One operator has one request; calls of another model get theirs in the next pass. */
  private static LogicalPlan onePass(LogicalPlan node, List<EmbedText> calls, Demand demand) {
    LogicalPlan child = node.children().head();
    Map<EmbedText, Attribute> columns = new LinkedHashMap<>();
    Map<EmbedText, Attribute> fresh = new LinkedHashMap<>();
    for (EmbedText call : calls) {
      Optional<VectorColumns.Found> found = VectorColumns.below(child, call);
      if (found.isPresent()) {
        child = found.get().plan();
        columns.put(call, found.get().column());
      } else if (call.request().equals(calls.get(0).request())) {
        fresh.put(call, vector(call));
      }
    }
    columns.putAll(fresh);
    LogicalPlan replaced =
        node.mapExpressions(
            expression -> EmbedCalls.replace(expression, call -> column(columns, call)));
    LogicalPlan below = fresh.isEmpty() ? child : embed(fresh, child, demand.of(replaced, child));
    return replaced.withNewChildren(ScalaCollections.seq(List.of(below)));
  }

  /** An operator that carries what is asked of the child and lets it read no more than that. */
  private static LogicalPlan embed(
      Map<EmbedText, Attribute> fresh, LogicalPlan child, Demand demand) {
    List<Attribute> output = ScalaCollections.list(child.output());
    List<Attribute> carried = demand.of(output);
    List<Attribute> read =
        output.stream()
            .filter(
                column ->
                    carried.contains(column)
                        || fresh.keySet().stream()
                            .anyMatch(call -> call.references().contains(column)))
            .toList();
    return new EmbedTexts(
        ScalaCollections.seq(fresh.keySet()),
        ScalaCollections.seq(fresh.values()),
        ScalaCollections.seq(carried),
        demand.limited(),
        read.size() < output.size() ? project(read, child) : child);
  }

  /** The columns that are asked for of the node's own, of a plan that has more. */
  static LogicalPlan select(LogicalPlan node, LogicalPlan plan, Demand demand) {
    return project(demand.of(ScalaCollections.list(node.output())), plan);
  }

  private static LogicalPlan project(List<Attribute> columns, LogicalPlan plan) {
    return new Project(ScalaCollections.<NamedExpression>seq(columns), plan);
  }

  private static Expression column(Map<EmbedText, Attribute> columns, Expression call) {
    return columns.entrySet().stream()
        .filter(entry -> entry.getKey().semanticEquals(call))
        .<Expression>map(Map.Entry::getValue)
        .findFirst()
        .orElse(call);
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
