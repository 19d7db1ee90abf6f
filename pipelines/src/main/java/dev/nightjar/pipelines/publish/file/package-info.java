/**
 * The store of files. In: the lists of a night; out: a version beside the others, read back and
 * checked, and one file that says which is live.
 */
package dev.nightjar.pipelines.publish.file;
