package dev.nightjar.udfs.sql.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Lets the conditions that need no vector filter rows before any text is embedded. */
final class FilterFirst {

  private FilterFirst() {}

  static Filter apply(Filter filter) {
    List<Expression> cheap = new ArrayList<>();
    List<Expression> dear = new ArrayList<>();
    for (Expression condition : conjuncts(filter.condition())) {
      boolean early = !EmbedCalls.in(condition) && condition.deterministic();
      (early ? cheap : dear).add(condition);
    }
    LogicalPlan child =
        and(cheap).<LogicalPlan>map(all -> new Filter(all, filter.child())).orElse(filter.child());
    return and(dear).map(rest -> new Filter(rest, child)).orElse(filter);
  }

  static List<Expression> conjuncts(Expression condition) {
    if (condition instanceof And and) {
      List<Expression> both = new ArrayList<>(conjuncts(and.left()));
      both.addAll(conjuncts(and.right()));
      return both;
    }
    return List.of(condition);
  }

  static Optional<Expression> and(List<Expression> conditions) {
    return conditions.stream().reduce(And::new);
  }
}
