/**
 * The words of the demo's shop. In: word lists among the resources; out: departments, brands and
 * phrases, and sentences filled from them.
 */
package dev.nightjar.pipelines.demo.vocabulary;
