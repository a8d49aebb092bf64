package dev.winnow.learn.engine;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.Blueprint;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.Loss;
import dev.winnow.onnx.Network;
import java.util.Random;

/** Steps of a network on one batch with Adam, as a training makes them. */
final class Learner implements AutoCloseable {
  private final Mode mode;
  private final Batch batch;
  private final double rate;
  private final TrainableNetwork network;
  private final OptimizerState state;

  Learner(Network network, Mode mode, Batch batch, double rate) {
    this.mode = mode;
    this.batch = batch;
    this.rate = rate;
    this.network = TrainableNetwork.open(network);
    this.state = Optimizer.ADAM.over(this.network.weights(), /* decay= */ 0);
  }

  /** Steps of {@link Architecture#VGG} on images of some size. */
  static Learner ofVgg(int batch, int size, double rate) {
    Shape image = Shape.of(3, size, size);
    Network vgg =
        Architecture.VGG.untrained(Blueprint.of(image, 2, ModelCard.empty(), new Random(1)));
    return new Learner(vgg, Mode.TRAINING, Batch.random(image, batch), rate);
  }

  /** Makes one step; the loss before it. */
  float step() {
    try (NativeScope scope = NativeScope.recorded()) {
      NDArray logits = network.run(scope.view(batch.inputs()), mode, network.logits().get(0));
      NDArray classes = Torch.array(scope.manager(), batch.classes(), batch.size());
      NDArray loss = Loss.crossEntropy(logits, classes);
      scope.differentiate(loss);
      state.step(rate);
      return loss.getFloat();
    }
  }

  @Override
  public void close() {
    state.close();
    network.close();
  }
}
