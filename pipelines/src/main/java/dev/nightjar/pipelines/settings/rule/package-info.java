/**
 * Rules for what may stand in lists, as people write them. In: names, words and conditions from
 * settings or from the rows of a table; out: rules that are checked, each with its condition taken
 * apart into what it asks of items and what it asks of users.
 */
package dev.nightjar.pipelines.settings.rule;
