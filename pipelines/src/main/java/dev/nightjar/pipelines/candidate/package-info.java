/**
 * Candidate sources: user histories and item facts go in, models that score every item for a user
 * come out. Nothing here reads a table, a clock or unseeded randomness, and no user-by-item product
 * ever reaches the driver.
 */
package dev.nightjar.pipelines.candidate;
