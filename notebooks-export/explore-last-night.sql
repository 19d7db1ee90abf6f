-- Databricks notebook source
-- MAGIC %md
-- MAGIC # Last night's lists and metrics
-- MAGIC
-- MAGIC Reads the tables of Nightjar's lake and its SQL function `embed_query`. Set
-- MAGIC `nightjar.lake` in the next cell to your `lake.root`, an absolute path or a URI such as
-- MAGIC `s3a://shop/nightjar/lake`; nothing else names a place.
-- MAGIC
-- MAGIC On Databricks import this file as it is, attach `nightjar-udfs` with its libraries to the cluster
-- MAGIC and set `spark.sql.extensions dev.nightjar.udfs.sql.NightjarExtensions`. Elsewhere one command runs
-- MAGIC every cell and writes the page beside this file:
-- MAGIC
-- MAGIC ```
-- MAGIC nightjar notebook --conf FILE --source notebooks-export/explore-last-night.sql --out notebooks-export/explore-last-night.html
-- MAGIC ```

-- COMMAND ----------

-- DBTITLE 1,Where the lake is
SET nightjar.lake = /data/nightjar/lake

-- COMMAND ----------

-- DBTITLE 1,The tables, as views of this session
CREATE OR REPLACE TEMP VIEW runs AS SELECT * FROM delta.`${nightjar.lake}/runs`;
CREATE OR REPLACE TEMP VIEW items AS SELECT * FROM delta.`${nightjar.lake}/items`;
CREATE OR REPLACE TEMP VIEW quarantine AS SELECT * FROM delta.`${nightjar.lake}/quarantine`;
CREATE OR REPLACE TEMP VIEW metrics AS SELECT * FROM delta.`${nightjar.lake}/metrics`;
CREATE OR REPLACE TEMP VIEW item_profiles AS SELECT * FROM delta.`${nightjar.lake}/item_profiles`;
CREATE OR REPLACE TEMP VIEW recommendations AS SELECT * FROM delta.`${nightjar.lake}/recommendations`;
CREATE OR REPLACE TEMP VIEW similar_items AS SELECT * FROM delta.`${nightjar.lake}/similar_items`

-- COMMAND ----------

-- DBTITLE 1,The newest night that has lists
DECLARE OR REPLACE VARIABLE last_night DATE;
SET VAR last_night = (SELECT max(night) FROM recommendations);
SELECT last_night

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## What ran
-- MAGIC
-- MAGIC Every stage leaves a row with the versions of the tables that it read, so any figure below can be
-- MAGIC traced to its input.

-- COMMAND ----------

SELECT
  stage,
  verdict,
  round(CAST(finished_at AS DOUBLE) - CAST(started_at AS DOUBLE), 1) AS seconds,
  inputs AS input_versions,
  counts
FROM runs
WHERE night = last_night
ORDER BY started_at

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Quality
-- MAGIC
-- MAGIC Judged on events held out by time. `low` and `high` bound the 95 % interval; models whose intervals
-- MAGIC do not meet differ by more than chance.

-- COMMAND ----------

-- DBTITLE 1,Every model over all users
SELECT model, metric, round(value, 4) AS value, round(low, 4) AS low, round(high, 4) AS high, users
FROM metrics
WHERE night = last_night AND segment = 'all'
ORDER BY metric, value DESC, model

-- COMMAND ----------

-- DBTITLE 1,NDCG by segment, one column a model
SELECT *
FROM (
  SELECT segment, model, round(value, 4) AS value
  FROM metrics
  WHERE night = last_night AND metric LIKE 'ndcg@%'
)
PIVOT (first(value) FOR model IN ('popularity', 'als', 'text', 'item-to-item', 'fused'))
ORDER BY segment

-- COMMAND ----------

-- DBTITLE 1,The published model night by night
SELECT night, metric, round(value, 4) AS value, round(value - lag(value) OVER (PARTITION BY metric ORDER BY night), 4) AS change
FROM metrics
WHERE model = 'fused' AND segment = 'all' AND night <= last_night
ORDER BY metric, night DESC

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## One list
-- MAGIC
-- MAGIC A user drawn by the hash of the id. Put an id of your own into `some_user` to look at another.

-- COMMAND ----------

DECLARE OR REPLACE VARIABLE some_user STRING;
SET VAR some_user = (SELECT min_by(user_id, sha2(user_id, 256)) FROM recommendations WHERE night = last_night);
SELECT r.position, r.item_id, i.title, round(r.score, 3) AS score, r.source, array_join(r.reasons, '; ') AS reasons
FROM recommendations r LEFT JOIN items i USING (item_id)
WHERE r.night = last_night AND r.user_id = some_user
ORDER BY r.position
LIMIT 10

-- COMMAND ----------

-- DBTITLE 1,What moves the scores: mean size of each feature's share
SELECT feature, round(avg(share), 4) AS mean_share, round(avg(abs(share)), 4) AS mean_size
FROM recommendations LATERAL VIEW explode(contributions) AS feature, share
WHERE night = last_night
GROUP BY feature
ORDER BY mean_size DESC, feature

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Reach

-- COMMAND ----------

-- DBTITLE 1,Where positions come from
SELECT source, count(*) AS positions, count(DISTINCT item_id) AS items, count(DISTINCT user_id) AS users
FROM recommendations
WHERE night = last_night
GROUP BY source
ORDER BY positions DESC, source

-- COMMAND ----------

-- DBTITLE 1,The items on most lists
SELECT r.item_id, i.title, count(*) AS lists, round(avg(r.position), 1) AS mean_position
FROM recommendations r LEFT JOIN items i USING (item_id)
WHERE r.night = last_night
GROUP BY r.item_id, i.title
ORDER BY lists DESC, r.item_id
LIMIT 10

-- COMMAND ----------

-- DBTITLE 1,Similar items of the one on most lists
SELECT s.position, i.title, round(s.score, 3) AS score, array_join(s.reasons, '; ') AS reasons
FROM similar_items s LEFT JOIN items i ON i.item_id = s.similar_item_id
WHERE s.night = last_night
  AND s.item_id = (
    SELECT item_id FROM recommendations WHERE night = last_night
    GROUP BY item_id ORDER BY count(*) DESC, item_id LIMIT 1
  )
ORDER BY s.position
LIMIT 10

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## The catalog by meaning
-- MAGIC
-- MAGIC The vectors that the night ranks with answer free text too: the sentence becomes a vector in the
-- MAGIC query, and the inner product of unit vectors is their cosine.

-- COMMAND ----------

DECLARE OR REPLACE VARIABLE wish STRING DEFAULT 'a small gift for somebody who likes quiet evenings';
SELECT
  i.item_id,
  i.title,
  round(aggregate(zip_with(p.text_vector, w.vector, (a, b) -> CAST(a AS DOUBLE) * b), 0D, (s, v) -> s + v), 3) AS cosine
FROM item_profiles p
  JOIN items i USING (item_id)
  CROSS JOIN (SELECT embed_query(wish) AS vector) w
WHERE p.night = last_night AND p.fold = 'live' AND p.text_vector IS NOT NULL
ORDER BY cosine DESC, i.item_id
LIMIT 10

-- COMMAND ----------

-- MAGIC %md
-- MAGIC ## Rows that broke a rule

-- COMMAND ----------

SELECT source, rule, count(*) AS rows, max(night) AS last_seen, substring(min(`row`), 1, 120) AS example
FROM quarantine
GROUP BY source, rule
ORDER BY rows DESC, source, rule
