/**
 * How fast embedding and top-K are, beside the bare runtime and peers. In: texts or sizes; out:
 * result lines.
 */
package dev.nightjar.pipelines.benchmark.speed;
