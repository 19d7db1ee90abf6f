/** What commands share: options, exit codes, the Spark session. */
package dev.nightjar.pipelines.command.option;
