/**
 * Text to token ids by the Hugging Face tokenizers: what comes in is a {@code tokenizer.json} and
 * strings, what goes out are the ids that the model was trained on, without padding.
 */
package dev.nightjar.udfs.token;
