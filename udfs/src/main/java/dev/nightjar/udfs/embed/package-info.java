/**
 * Tokens to vectors by ONNX Runtime: what comes in are a model's files and texts, what goes out is
 * one vector a text, computed in batches of equal length on one session an executor.
 */
package dev.nightjar.udfs.embed;
