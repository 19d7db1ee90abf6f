/**
 * The page of the night. In: the manifests, quarantine, metrics and lists of a night, and the
 * metrics of earlier ones; out: one self-contained HTML file a night below {@code report.root}, and
 * an index of the nights. Records named after what a reader sees are computed here; the templates
 * beside the resources only lay them out, and escape every value.
 */
package dev.nightjar.pipelines.report;
