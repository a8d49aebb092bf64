package dev.winnow.learn.example;

import dev.winnow.core.Tensor;
import dev.winnow.data.Augmentation;
import dev.winnow.learn.training.MiniBatch;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.learn.training.Sampler;
import java.util.List;
import java.util.Random;

/** One look at examples in some order, each as it is or augmented anew. */
public class ExampleEpoch implements Sampler.Epoch {
  private final List<Integer> order;
  private final Augmentation augmentation;
  private final Random random;
  private final MiniBatches steps;
  private final Tensor room;
  private final Inputs.Walk walk;
  private int step;

  /**
   * Examples that are augmented.
   *
   * @param order the numbers of those that are seen
   * @param batch samples per step at most, or one more
   * @param random decides how each is augmented
   */
  public ExampleEpoch(
      Examples examples, List<Integer> order, Augmentation augmentation, int batch, Random random) {
    this.order = order;
    this.augmentation = augmentation;
    this.random = random;
    this.steps = MiniBatches.of(order.size(), batch);
    this.room = Tensor.allocate(examples.shape().batch(steps.largest()));
    this.walk = examples.inputs().in(order);
  }

  /** Examples as they are. */
  public static ExampleEpoch unchanged(Examples examples, List<Integer> order, int batch) {
    return new ExampleEpoch(examples, order, Augmentation.NONE, batch, new Random(0));
  }

  @Override
  public MiniBatches steps() {
    return steps;
  }

  @Override
  public MiniBatch next() {
    List<Integer> drawn = order.subList(steps.start(step), steps.start(step + 1));
    step++;
    Tensor inputs = room.rows(0, drawn.size());
    for (int row = 0; row < drawn.size(); row++) {
      augmentation.apply(walk.next(), random, inputs.rows(row, row + 1).buffer());
    }
    return new MiniBatch(drawn, inputs);
  }

  @Override
  public void close() {
    walk.close();
  }
}
