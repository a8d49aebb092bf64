package dev.winnow.learn.tabular;

import dev.winnow.core.Tensor;
import dev.winnow.learn.training.MiniBatch;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.learn.training.Sampler;
import dev.winnow.learn.training.Shuffle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Draws rows that are in memory, in another order each epoch. */
final class RowSampler implements Sampler {
  private final Tensor rows;
  private final int[] learned;
  private final Random random;
  private final MiniBatches steps;
  private final Tensor room;

  /**
   * @param learned the numbers of the rows that may be drawn
   * @param batch rows per step at most, or one more
   */
  RowSampler(Tensor rows, int[] learned, int batch, Random random) {
    this.rows = rows;
    this.learned = learned;
    this.random = random;
    this.steps = MiniBatches.of(learned.length, batch);
    this.room = Tensor.allocate(rows.shape().row().batch(steps.largest()));
  }

  @Override
  public Epoch epoch(int number) {
    return new Rows(
        Arrays.stream(Shuffle.of(learned.length, random))
            .mapToObj(place -> learned[place])
            .toList());
  }

  private final class Rows implements Epoch {
    private final List<Integer> order;
    private int step;

    Rows(List<Integer> order) {
      this.order = order;
    }

    @Override
    public MiniBatches steps() {
      return steps;
    }

    @Override
    public MiniBatch next() {
      List<Integer> drawn = order.subList(steps.start(step), steps.start(step + 1));
      step++;
      return new MiniBatch(drawn, TabularLoop.gathered(rows, drawn, room));
    }

    @Override
    public void close() {}
  }
}
