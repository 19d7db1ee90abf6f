package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.vector.VectorFusion;
import dev.nightjar.udfs.vector.VectorMath;
import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a {@link VectorExpression} computes. Names and meaning of the {@code vector_} functions are
 * those of Spark 4.2, which has them built in: arrays of floats in, null for a null argument, an
 * error for two dimensions that differ, and only then null for a null element.
 */
public enum VectorOperation {
  VECTOR_INNER_PRODUCT(DataTypes.FloatType, EmbedText.VECTOR, EmbedText.VECTOR) {
    @Override
    Object apply(Object[] arguments) {
      return (float) VectorMath.innerProduct(vector(arguments[0]), vector(arguments[1]));
    }
  },
  VECTOR_COSINE_SIMILARITY(DataTypes.FloatType, EmbedText.VECTOR, EmbedText.VECTOR) {
    @Override
    Object apply(Object[] arguments) {
      double cosine = VectorMath.cosine(vector(arguments[0]), vector(arguments[1]));
      return Double.isNaN(cosine) ? null : (Object) (float) cosine;
    }
  },
  VECTOR_L2_DISTANCE(DataTypes.FloatType, EmbedText.VECTOR, EmbedText.VECTOR) {
    @Override
    Object apply(Object[] arguments) {
      return (float) VectorMath.l2Distance(vector(arguments[0]), vector(arguments[1]));
    }
  },
  VECTOR_NORM(DataTypes.FloatType, EmbedText.VECTOR, DataTypes.FloatType) {
    @Override
    Object apply(Object[] arguments) {
      return (float) VectorMath.norm(vector(arguments[0]), (float) arguments[1]);
    }
  },
  VECTOR_NORMALIZE(EmbedText.VECTOR, EmbedText.VECTOR, DataTypes.FloatType) {
    @Override
    Object apply(Object[] arguments) {
      float[] vector = vector(arguments[0]);
      double norm = VectorMath.norm(vector, (float) arguments[1]);
      return norm == 0 && vector.length > 0 ? null : VectorMath.divide(vector, norm);
    }
  },
  FUSE_WEIGHTED(EmbedText.VECTOR, EmbedText.VECTOR, EmbedText.VECTOR, DataTypes.DoubleType) {
    @Override
    Object apply(Object[] arguments) {
      return VectorFusion.weighted(
          vector(arguments[0]), vector(arguments[1]), (double) arguments[2]);
    }
  },
  FUSE_CONCAT(EmbedText.VECTOR, EmbedText.VECTOR, EmbedText.VECTOR) {
    @Override
    void check(Object[] arguments) {}

    @Override
    Object apply(Object[] arguments) {
      return VectorFusion.concat(vector(arguments[0]), vector(arguments[1]));
    }
  },
  FUSE_ATTENTION(EmbedText.VECTOR, EmbedText.VECTOR, EmbedText.VECTOR) {
    @Override
    Object apply(Object[] arguments) {
      return VectorFusion.attention(vector(arguments[0]), vector(arguments[1]));
    }
  };

  private final DataType result;
  private final List<AbstractDataType> arguments;

  VectorOperation(DataType result, AbstractDataType... arguments) {
    this.result = result;
    this.arguments = List.of(arguments);
  }

  /**
   * Refuses dimensions that differ and degrees of norms that there are not.
   *
   * @param arguments arrays, which may have null elements, and numbers; none of them null
   */
  void check(Object[] arguments) {
    if (arguments[1] instanceof ArrayData second) {
      VectorMath.requireSameDimension(
          ((ArrayData) arguments[0]).numElements(), second.numElements());
    } else {
      VectorMath.requireDegree((float) arguments[1]);
    }
  }

  /**
   * Computes the result: a float, an array of floats, or null.
   *
   * @param arguments arrays of floats and numbers, none of them null
   */
  abstract Object apply(Object[] arguments);

  DataType result() {
    return result;
  }

  List<AbstractDataType> arguments() {
    return arguments;
  }

  private static float[] vector(Object argument) {
    return (float[]) argument;
  }
}
