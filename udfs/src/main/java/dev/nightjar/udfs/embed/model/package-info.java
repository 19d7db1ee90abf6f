/**
 * Where models come from. In: the name of a model or the files of an exported sentence transformer;
 * out: its graph, tokenizer, pooling and prefixes, checked and on local disk.
 */
package dev.nightjar.udfs.embed.model;
