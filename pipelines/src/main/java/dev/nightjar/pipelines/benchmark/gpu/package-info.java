/**
 * All that claims about GPUs rest on, measured in one run. In: a model and how long to measure;
 * out: which libraries are there, whether the GPU gives the CPU's vectors and lists, and how fast
 * both are, as one JSON file and one Markdown page. On a machine without a GPU the CPU is measured
 * and the page says so.
 */
package dev.nightjar.pipelines.benchmark.gpu;
