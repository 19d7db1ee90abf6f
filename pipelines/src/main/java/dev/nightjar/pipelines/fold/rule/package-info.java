/**
 * Rules for lists over the tables of a night. In: rules of the settings and of a table that
 * merchandisers keep, items, users, a catalog; out: rules over bits of items, users with flags and
 * blocked items, and what the rules did, in numbers.
 */
package dev.nightjar.pipelines.fold.rule;
