/** {@code nightjar benchmark}: a file a protocol. */
package dev.nightjar.pipelines.command.benchmark;
