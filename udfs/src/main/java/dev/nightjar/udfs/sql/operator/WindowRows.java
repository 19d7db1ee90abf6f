package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.sql.function.EmbedText;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;

/** Puts a carried row and its vectors together to one output row. */
final class WindowRows {

  private final UnsafeProjection output;
  private final JoinedRow joined = new JoinedRow();

  WindowRows(List<Attribute> carried, int vectors) {
    List<DataType> types = new ArrayList<>();
    carried.forEach(attribute -> types.add(attribute.dataType()));
    for (int i = 0; i < vectors; i++) {
      types.add(EmbedText.VECTOR);
    }
    this.output = UnsafeProjection.create(types.toArray(DataType[]::new));
  }

  /** The row is valid until the next call; a null vector is a null column. */
  InternalRow join(InternalRow carried, List<float[]> vectors) {
    Object[] columns = new Object[vectors.size()];
    for (int i = 0; i < columns.length; i++) {
      float[] vector = vectors.get(i);
      columns[i] = vector == null ? null : UnsafeArrayData.fromPrimitiveArray(vector);
    }
    return output.apply(joined.apply(carried, new GenericInternalRow(columns)));
  }
}
