package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.tune.Point;

/** What was measured of a model, as figures and as its result line, with its tuned settings. */
record ModelResult(Measured measured, ResultLine line, Point point) {}
