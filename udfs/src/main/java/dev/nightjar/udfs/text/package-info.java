/**
 * Texts before they become tokens: what comes in is any string, what goes out is a string that the
 * tokenizer can read in bounded memory with the same tokens as the whole text would give.
 */
package dev.nightjar.udfs.text;
