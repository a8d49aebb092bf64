package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import java.util.Random;

/** Steps of a network on one batch with Adam, as a training makes them. */
final class Learner implements AutoCloseable {
  private final Mode mode;
  private final Batch batch;
  private final double rate;
  private final TrainableNetwork network;
  private final Descent descent;

  Learner(Network network, Mode mode, Batch batch, double rate) {
    this.mode = mode;
    this.batch = batch;
    this.rate = rate;
    this.network = TrainableNetwork.open(network);
    this.descent = Optimiser.ADAM.over(this.network.weights(), /* decay= */ 0);
  }

  /** Steps of {@link Architecture#VGG} on pictures of some size. */
  static Learner ofVgg(int batch, int size, double rate) {
    Shape picture = Shape.of(3, size, size);
    Network vgg = Architecture.VGG.untrained(picture, 2, ModelCard.empty(), new Random(1));
    return new Learner(vgg, Mode.TRAINING, Batch.random(picture, batch), rate);
  }

  /** Makes one step; the loss before it. */
  float step() {
    try (Scope scope = Scope.recorded()) {
      NDArray logits = network.run(scope.view(batch.inputs()), mode, network.logits().get(0));
      NDArray loss = Loss.crossEntropy(logits, scope.manager().create(batch.classes()));
      scope.differentiate(loss);
      descent.step(rate);
      return loss.getFloat();
    }
  }

  @Override
  public void close() {
    descent.close();
    network.close();
  }
}
