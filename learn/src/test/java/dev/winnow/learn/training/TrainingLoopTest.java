package dev.winnow.learn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.operator.Mode;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On y = w + x, whose loss is the sum of y: its slope at each weight is the number of rows. */
class TrainingLoopTest {
  private static final Tensor ROWS = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
  private static final Objective SUM =
      (network, scope, batch) -> network.run(scope.view(batch.inputs()), Mode.TRAINING, "y").sum();

  private final List<String> heard = new ArrayList<>();

  /** Two steps of the same two rows. */
  private final class Twice implements Sampler.Epoch {
    @Override
    public MiniBatches steps() {
      return MiniBatches.of(4, 2);
    }

    @Override
    public MiniBatch next() {
      heard.add("next");
      return new MiniBatch(List.of(0, 1), ROWS);
    }

    @Override
    public void close() {
      heard.add("closed");
    }
  }

  private float[] weights(Objective objective, int first, int last) {
    NetworkBuilder builder = NetworkBuilder.named("sum");
    String x = builder.input("x", Shape.of(2));
    String w = builder.constant("w", Tensor.of(Shape.of(2), 0, 0));
    Network untrained = builder.output(builder.add("y", x, w)).build();
    var loop =
        new TrainingLoop(
            new Schedule(3, 2, 1, Optimizer.SGD),
            number -> new Twice(),
            objective,
            (epoch, loss, network) -> {
              heard.add("epoch " + epoch);
              return epoch < last;
            });
    try (TrainableNetwork network = TrainableNetwork.open(untrained);
        OptimizerState state = Optimizer.SGD.over(network.weights(), 0)) {
      loop.run(network, state, first);
      return network.values().getOrDefault("w", ROWS).toArray();
    }
  }

  @Test
  void run_listenerThatHasEnough_endsThere() {
    weights(SUM, 1, 2);

    assertEquals(
        List.of("next", "next", "closed", "epoch 1", "next", "next", "closed", "epoch 2"), heard);
  }

  /**
   * Of three epochs of two steps, step i from 0 on has the rate (1 + cos(π i / 6)) / 2. The fifth
   * moves by twice its rate, 1/4; the sixth by twice its own and, of the momentum, by .9 of what
   * the fifth moved.
   */
  @Test
  void run_lastEpochOnly_stepsAtItsRates() {
    double fifth = 2 * .25;
    double sixth = .9 * fifth + 2 * (1 + Math.cos(Math.PI * 5 / 6)) / 2;

    assertEquals(-(fifth + sixth), weights(SUM, 3, 3)[0], 1e-6);
  }

  @Test
  void run_noEpochLeft_drawsNothing() {
    assertEquals(0, weights(SUM, 4, 4)[0]);
    assertEquals(List.of(), heard);
  }

  @Test
  void run_lossThatIsNoNumber_namesTheStepAndClosesTheEpoch() {
    Objective infinite =
        (network, scope, batch) ->
            SUM.loss(network, scope, batch).mul(heard.size() > 1 ? Float.POSITIVE_INFINITY : 1);

    var e = assertThrows(DivergedException.class, () -> weights(infinite, 1, 3));

    assertEquals(
        "the loss is not a number any more at step 2 of epoch 1; lower the learning rate, which is 1.0",
        e.getMessage());
    assertEquals(List.of("next", "next", "closed"), heard);
  }
}
