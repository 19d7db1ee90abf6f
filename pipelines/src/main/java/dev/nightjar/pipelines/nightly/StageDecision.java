package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;

/**
 * What {@code --resume} does with a stage.
 *
 * @param skip true when what it would write is there already
 * @param why for people
 */
public record StageDecision(Stage stage, boolean skip, String why) {}
