package dev.winnow.learn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.winnow.core.Tensor;
import dev.winnow.learn.torch.Torch;
import java.util.Collection;
import java.util.List;

/** Stochastic gradient descent with momentum: v ← μ v + η g, w ← w − v. */
final class Momentum implements OptimizerState {
  private static final float MOMENTUM = .9f;

  private record Moving(NDArray weight, NDArray velocity) {}

  private final NDManager manager = Torch.newManager();
  private final List<Moving> moving;
  private final double decay;

  Momentum(Collection<NDArray> weights, double decay) {
    this.decay = decay;
    moving =
        weights.stream()
            .map(weight -> new Moving(weight, manager.zeros(weight.getShape())))
            .toList();
  }

  @Override
  public void step(double learningRate) {
    for (Moving m : moving) {
      m.weight
          .getNDArrayInternal()
          .sgdUpdate(
              new NDList(m.weight, m.weight.getGradient(), m.velocity),
              new NDList(m.weight),
              (float) learningRate,
              /* weightDecay= */ (float) decay,
              /* rescaleGrad= */ 1,
              /* clipGrad= */ -1,
              MOMENTUM,
              /* lazyUpdate= */ false);
    }
  }

  @Override
  public List<NDArray> memory() {
    return moving.stream().map(Moving::velocity).toList();
  }

  @Override
  public void resume(int taken, List<Tensor> memory) {
    Torch.fill(memory(), memory);
  }

  @Override
  public void close() {
    manager.close();
  }
}
