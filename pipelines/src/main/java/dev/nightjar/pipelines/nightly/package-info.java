/**
 * Runs nights. In: settings, a night and the stages asked for; out: what to run and why, the plan
 * as text, the stages run one after the other, and the closing summary.
 */
package dev.nightjar.pipelines.nightly;
