package dev.nightjar.pipelines.benchmark.protocol;

/**
 * One rating of a file.
 *
 * @param seconds since the epoch, 0 where the file has no time
 */
public record Rating(String user, String item, double value, double seconds) {}
