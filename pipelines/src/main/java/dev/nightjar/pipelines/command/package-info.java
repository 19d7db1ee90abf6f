/**
 * The command line, one file a command. In: arguments and a settings file; out: an exit code, 0
 * done, 1 failed, 2 bad arguments or settings, 3 refused.
 */
package dev.nightjar.pipelines.command;
