package dev.winnow.edge.command;

import dev.winnow.core.WinnowException;

/** Nobody takes the answers any more: a reader has left, or a disk is full. */
public final class UnwrittenAnswersException extends WinnowException {
  UnwrittenAnswersException() {
    super(
        "the standard output takes no more answers (its reader has left, or the disk is full), and"
            + " nothing more is sent; the answer that could not be written does not count");
  }
}
