package dev.nightjar.udfs.sql.function;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/** The settings of the session that plans a query. */
public final class SessionConf {

  private SessionConf() {}

  /**
   * The active session's settings. The ones that Spark's analyser gives out are, inside a view or
   * an SQL function, those of its creation without Nightjar's keys.
   */
  public static SQLConf get() {
    return SparkSession.getActiveSession().map(SessionConf::of).getOrElse(SQLConf::get);
  }

  public static SQLConf of(SparkSession spark) {
    return ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().conf();
  }
}
