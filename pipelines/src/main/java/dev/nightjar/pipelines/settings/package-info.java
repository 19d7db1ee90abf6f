/**
 * HOCON settings as records that are validated whole. In: {@code reference.conf}, a user's file and
 * {@code key=value} overrides; out: one {@link dev.nightjar.pipelines.settings.Settings} or an
 * error that lists every mistake with its file and line.
 */
package dev.nightjar.pipelines.settings;
