package dev.winnow.learn.training;

import dev.winnow.core.Progress;
import java.util.Locale;

/** Tells how far a training of several epochs has come, and how good it is so far. */
public final class TrainingProgress {
  /** How fast the loss that is shown forgets: about the last twenty steps count. */
  private static final double FORGOTTEN = 0.05;

  private final Progress progress;
  private final int epochs;
  private long start = System.nanoTime();
  private long resumed;
  private long done;
  private double loss;
  private String validation = "";

  /**
   * @param progress told of every step
   * @param epochs in all
   */
  public TrainingProgress(Progress progress, int epochs) {
    this.progress = progress;
    this.epochs = epochs;
  }

  /** What to say of the validation part from now on. */
  public void validated(String text) {
    validation = text;
  }

  /** Steps begin now; so many epochs of so many samples were done by an earlier run. */
  public void started(int earlier, int size) {
    start = System.nanoTime();
    resumed = (long) earlier * size;
    done = resumed;
  }

  /**
   * After a step.
   *
   * @param value of the loss
   * @param epoch counted from 1
   * @param seen samples of the step
   * @param size samples of an epoch
   */
  public void show(float value, int epoch, int seen, int size) {
    done += seen;
    loss = loss == 0 ? value : loss + FORGOTTEN * (value - loss);
    double seconds = (System.nanoTime() - start) / 1e9;
    String note =
        String.format(
            Locale.ROOT,
            "epoch %d of %d, %,.0f samples/s, loss %.3f%s",
            epoch,
            epochs,
            (done - resumed) / seconds,
            loss,
            validation);
    progress.at(done, (long) epochs * size, note);
  }
}
