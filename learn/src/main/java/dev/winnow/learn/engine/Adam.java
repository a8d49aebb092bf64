package dev.winnow.learn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.winnow.core.Tensor;
import dev.winnow.learn.torch.Torch;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Adam (Kingma and Ba 2015, algorithm 1 with the corrections folded into the step size). */
final class Adam implements OptimizerState {
  private static final float DECAY = .9f;
  private static final float SQUARE_DECAY = .999f;
  private static final float EPSILON = 1e-8f;

  private record Moments(NDArray weight, NDArray mean, NDArray square) {}

  private final NDManager manager = Torch.newManager();
  private final List<Moments> moments;
  private final double decay;
  private int steps;

  Adam(Collection<NDArray> weights, double decay) {
    this.decay = decay;
    moments =
        weights.stream()
            .map(
                weight ->
                    new Moments(
                        weight, manager.zeros(weight.getShape()), manager.zeros(weight.getShape())))
            .toList();
  }

  @Override
  public void step(double learningRate) {
    steps++;
    double correction = Math.sqrt(1 - Math.pow(SQUARE_DECAY, steps)) / (1 - Math.pow(DECAY, steps));
    for (Moments m : moments) {
      m.weight
          .getNDArrayInternal()
          .adamUpdate(
              new NDList(m.weight, m.weight.getGradient(), m.mean, m.square),
              new NDList(m.weight),
              (float) learningRate,
              (float) (learningRate * correction),
              /* weightDecay= */ (float) decay,
              /* rescaleGrad= */ 1,
              /* clipGrad= */ -1,
              DECAY,
              SQUARE_DECAY,
              EPSILON,
              /* lazyUpdate= */ false,
              /* adamw= */ false);
    }
  }

  @Override
  public List<NDArray> memory() {
    return moments.stream().flatMap(m -> Stream.of(m.mean, m.square)).toList();
  }

  @Override
  public void resume(int taken, List<Tensor> memory) {
    steps = taken;
    Torch.fill(memory(), memory);
  }

  @Override
  public void close() {
    manager.close();
  }
}
