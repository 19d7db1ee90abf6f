/**
 * All sources together. In: histories, a catalog and the settings of each source; out: fitted
 * models and the sources on top of them.
 */
package dev.nightjar.pipelines.candidate.models;
