package dev.nightjar.pipelines.notebook;

/** A cell of a notebook cannot be run; says which and why. */
public final class NotebookException extends RuntimeException {

  /** Cells are counted from 1. */
  NotebookException(int cell, String what, Throwable cause) {
    super("cell " + cell + " of the notebook " + what, cause);
  }
}
