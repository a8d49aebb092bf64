package dev.winnow.learn.engine;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Tensor;
import dev.winnow.learn.torch.NativeScope;
import java.util.List;

/** Moves weights against their gradients, and remembers what it needs to do so. */
public interface OptimizerState extends AutoCloseable {
  /** Makes one step inside the {@link NativeScope} that holds the gradients, and clears them. */
  void step(double learningRate);

  /** What is remembered from step to step, in an order that is always the same. */
  List<NDArray> memory();

  /** Goes on as after so many steps, with what {@link #memory} held then. */
  void resume(int steps, List<Tensor> memory);

  /** Frees what is remembered. */
  @Override
  void close();
}
