package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.AttributeSet$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;

/**
 * What the plan above a node asks of it.
 *
 * @param limited whether a limit may stop its rows early
 * @param columns the columns that are read
 */
record Demand(boolean limited, AttributeSet columns) {

  /** All rows and columns. */
  static Demand all(LogicalPlan plan) {
    return new Demand(false, plan.outputSet());
  }

  /** What a node of which this is asked asks of its child. */
  Demand of(LogicalPlan node, LogicalPlan child) {
    boolean stops = node instanceof LocalLimit || node instanceof GlobalLimit;
    boolean passes = node instanceof Project || node instanceof Filter || node instanceof Generate;
    return new Demand(stops || (limited && passes), columns(node, child));
  }

  private AttributeSet columns(LogicalPlan node, LogicalPlan child) {
    if (node instanceof Project || node instanceof Aggregate) {
      return node.references();
    }
    boolean passes =
        node instanceof Filter
            || node instanceof Sort
            || node instanceof LocalLimit
            || node instanceof GlobalLimit
            || node instanceof Offset;
    return passes ? both(columns, node.references()) : child.outputSet();
  }

  /** Those of the columns that are asked for, in their order. */
  List<Attribute> of(List<Attribute> output) {
    return output.stream().filter(columns::contains).toList();
  }

  private static AttributeSet both(AttributeSet first, AttributeSet second) {
    return AttributeSet$.MODULE$.fromAttributeSets(ScalaCollections.seq(List.of(first, second)));
  }
}
