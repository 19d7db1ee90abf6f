/**
 * HOCON settings as records that are validated whole. In: {@code reference.conf}, a user's file and
 * {@code key=value} overrides; out: one {@link dev.nightjar.pipelines.settings.Settings}, whose
 * records the algorithms take, or an error that lists every mistake with its file and line. The
 * only default of a key is in {@code reference.conf}, its type and bounds where its record is read.
 */
package dev.nightjar.pipelines.settings;
