package dev.winnow.learn;

import dev.winnow.core.Progress;
import java.util.Locale;

/** Tells how far a training of several epochs has come, and how good it is so far. */
final class CourseProgress {
  /** How fast the loss that is shown forgets: about the last twenty steps count. */
  private static final double FORGOTTEN = 0.05;

  private final Progress progress;
  private final int epochs;
  private double loss;
  private String validation = "";

  /**
   * @param progress told of every step
   * @param epochs in all
   */
  CourseProgress(Progress progress, int epochs) {
    this.progress = progress;
    this.epochs = epochs;
  }

  /** What to say of the validation part from now on. */
  void validated(String text) {
    validation = text;
  }

  /**
   * After a step.
   *
   * @param value of the loss
   * @param epoch counted from 1
   * @param done samples seen since the start
   * @param size samples of an epoch
   */
  void show(float value, int epoch, long done, int size) {
    loss = loss == 0 ? value : loss + FORGOTTEN * (value - loss);
    String note =
        String.format(Locale.ROOT, "epoch %d of %d, loss %.3f%s", epoch, epochs, loss, validation);
    progress.at(done, (long) epochs * size, note);
  }
}
