package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.demo.DemoData;
import dev.nightjar.pipelines.demo.DemoFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tiny shop as {@code conf/cluster.conf} reads one: Parquet and Delta on a shared storage. */
record ClusterShop(Path sources) {

  /** Writes the tables under the names that the file expects. */
  static ClusterShop write(SparkSession spark, Path directory) throws IOException {
    Path files = directory.resolve("files");
    DemoData.write(TinyShop.OPTIONS, files);
    Path sources = directory.resolve("sources");
    spark
        .read()
        .json(files.resolve(DemoFile.ITEMS.file()).toString())
        .selectExpr(
            "item_id AS sku",
            "title AS name",
            "description",
            "category AS category_path",
            "brand",
            "price AS list_price",
            "available AS in_stock",
            "updated_at AS modified_at")
        .coalesce(1)
        .write()
        .parquet(sources.resolve("catalog").toString());
    delta(
        spark
            .read()
            .json(files.resolve(DemoFile.REVIEWS.file()).toString())
            .selectExpr(
                "review_id AS id",
                "user_id AS customer_id",
                "item_id AS sku",
                "rating AS stars",
                "text AS body",
                "try_cast(at AS TIMESTAMP) AS created_at"),
        sources.resolve("reviews"));
    delta(
        spark
            .read()
            .option("header", true)
            .csv(files.resolve(DemoFile.INTERACTIONS.file()).toString())
            .selectExpr(
                "user_id AS customer_id",
                "item_id AS sku",
                "kind AS event_type",
                "try_cast(value AS DOUBLE) AS amount",
                "try_cast(at AS TIMESTAMP) AS event_time"),
        sources.resolve("events"));
    return new ClusterShop(sources);
  }

  private static void delta(Dataset<Row> rows, Path path) {
    rows.coalesce(1).write().format("delta").save(path.toString());
  }

  /** The variables that the file asks for. */
  Map<String, String> environment(TinyShop places) {
    return Map.of(
        "NIGHTJAR_ROOT", places.directory().toString(), "NIGHTJAR_SOURCES", sources.toString());
  }

  /** The arguments of a command on the shop's night. */
  static List<String> night(String conf, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--conf", conf, "--night", TinyShop.NIGHT.toString()));
    TinyShop.SMALL.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }
}
