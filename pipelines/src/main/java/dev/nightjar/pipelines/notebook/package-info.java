/**
 * Notebooks in Databricks' source form, run cell by cell. In: a SQL notebook and a Spark session;
 * out: the same notebook with its results as one HTML page.
 */
package dev.nightjar.pipelines.notebook;
