package dev.nightjar.udfs.sql.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Lists between Java and Spark's Scala. */
public final class ScalaCollections {

  private ScalaCollections() {}

  public static <T> Seq<T> seq(Collection<? extends T> items) {
    return CollectionConverters.<T>asScala(new ArrayList<T>(items)).toList();
  }

  public static <T> List<T> list(Seq<T> items) {
    return List.copyOf(CollectionConverters.asJava(items));
  }

  public static <T> Seq<T> concat(Seq<T> first, Seq<T> second) {
    List<T> both = new ArrayList<>(CollectionConverters.asJava(first));
    both.addAll(CollectionConverters.asJava(second));
    return seq(both);
  }
}
