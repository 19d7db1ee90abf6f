/**
 * Text files that users give to {@code tune} and {@code benchmark}, plain or gzipped. In: a path;
 * out: its lines, or an error that names the file and the line.
 */
package dev.nightjar.pipelines.file;
