/**
 * The closed lists that settings choose from: one enum each, which algorithms, tables and reports
 * share. In: nothing; out: constants with the words that stand in a settings file.
 */
package dev.nightjar.pipelines.settings.choice;
