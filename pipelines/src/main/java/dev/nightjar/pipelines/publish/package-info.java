/**
 * The stage {@code publish} and what readers need. In: the night's {@code recommendations} and
 * {@code similar_items}, the titles of {@code items}, the profiles for lists under default keys,
 * and the verdict of the night's evaluation in {@code runs}; out: a new version in every {@link
 * dev.nightjar.pipelines.publish.list.ServingStore}, made live by one flip each after all were read
 * back.
 *
 * <p>A {@link dev.nightjar.pipelines.publish.file.FileStore} looks like this:
 *
 * <pre>
 * CURRENT                                      the name of the live version, one line
 * versions/VERSION/manifest.json               a {@link dev.nightjar.pipelines.publish.list.Publication}
 * versions/VERSION/SURFACE/json/shard-00000.jsonl     a list a line
 * versions/VERSION/SURFACE/json/shard-00000.index     where its lists lie, by hash
 * versions/VERSION/SURFACE/parquet/*.parquet          the same, an item a row
 * _nightjar/lock                               held by whoever writes
 * </pre>
 *
 * A client in any language finds a list with four reads and no Spark: {@code CURRENT}, the number
 * of shards in {@code manifest.json}, two offsets in the index of the shard of its key ({@link
 * dev.nightjar.pipelines.publish.list.KeyHash}), the line of that key between them.
 */
package dev.nightjar.pipelines.publish;
