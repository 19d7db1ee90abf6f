package dev.nightjar.pipelines.run;

/** A named part of a stage and how long it took, in seconds. */
public record Step(String name, double seconds) {}
