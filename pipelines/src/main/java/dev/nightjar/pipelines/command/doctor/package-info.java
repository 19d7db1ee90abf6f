/** {@code nightjar doctor}: what works on this machine, what does not, and what to do. */
package dev.nightjar.pipelines.command.doctor;
