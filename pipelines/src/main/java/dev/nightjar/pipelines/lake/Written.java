package dev.nightjar.pipelines.lake;

/** What a write left: the table's version after it and the rows written. */
public record Written(long version, long rows) {}
