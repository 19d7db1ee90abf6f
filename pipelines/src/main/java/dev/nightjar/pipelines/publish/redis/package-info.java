/**
 * The store in a Redis server or Cluster. In: the lists of a night; out: a value a key under the
 * version's name, and for each surface a pointer to the live version.
 *
 * <pre>
 * nightjar:SURFACE:live              the live version's name
 * nightjar:SURFACE:VERSION:KEY       a list, the line of JSON that a file store has
 * nightjar:keys:VERSION:SURFACE:SHARD:BATCH    which keys a version has, as a JSON array
 * nightjar:versions, nightjar:loading          manifests by version, of whole ones and of others
 * nightjar:lock                      held by whoever writes
 * </pre>
 *
 * The first two are what readers rely on.
 */
package dev.nightjar.pipelines.publish.redis;
