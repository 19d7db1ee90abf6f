package dev.nightjar.udfs.sql;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/** The settings of the session that plans a query. */
final class SessionConf {

  private SessionConf() {}

  /**
   * The active session's settings. The ones that Spark's analyser gives out are, inside a view or
   * an SQL function, those of its creation without Nightjar's keys.
   */
  static SQLConf get() {
    return SparkSession.getActiveSession().map(SessionConf::of).getOrElse(SQLConf::get);
  }

  static SQLConf of(SparkSession spark) {
    return ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().conf();
  }
}
