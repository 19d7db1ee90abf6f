package dev.nightjar.udfs.sql.function;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;

/** Java source for Spark's whole-stage code generation. */
final class GeneratedCode {

  private GeneratedCode() {}

  /** Source, without escape sequences, that declares the code's own value and null flag. */
  static ExprCode of(ExprCode declared, String source) {
    return declared.copy(block(source), declared.isNull(), declared.value());
  }

  static Block block(String source) {
    return new CodeBlock(ScalaCollections.seq(List.of(source)), ScalaCollections.seq(List.of()));
  }
}
