package dev.winnow.attack.adversary;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.tabular.TabularNetworks;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.tabular.TabularTraining;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;

/**
 * A network that goes on from the feature and is trained from nothing to name people. Of channels
 * in space, a convolutional one; of a row, a perceptron of two layers.
 *
 * @param shape of a feature
 * @param seed of the training
 * @param threads that compute
 */
public record ScratchNetworkAdversary(Shape shape, long seed, int threads) implements Adversary {
  private static final int EPOCHS = 30;
  private static final int BATCH = 32;
  private static final int HIDDEN = 128;
  private static final double RATE = 1e-3;
  private static final int SPACE_RANK = 3;

  @Override
  public String word() {
    return "network";
  }

  /** It may need to know where in space a value was. */
  @Override
  public PreparedData prepared(AttackData data, PreparedData usual) {
    return isSpatial() ? data.standardised() : usual;
  }

  private boolean isSpatial() {
    return shape.rank() == SPACE_RANK;
  }

  @Override
  public Scores scores(PreparedData prepared) {
    int people = prepared.people();
    Network untrained =
        isSpatial()
            ? TabularNetworks.convolutional(shape, people, seed)
            : TabularNetworks.deep(prepared.known().shape().dim(1), HIDDEN, people, seed);
    Schedule schedule = new Schedule(EPOCHS, BATCH, RATE, Optimizer.ADAM);
    Network trained =
        TabularTraining.run(
            untrained,
            shaped(prepared.known()),
            prepared.knownPeople(),
            TabularSettings.of(schedule, seed, threads).withDecay(1e-4),
            Progress.NONE);
    return new Asked(Session.open(trained, threads), people, this);
  }

  private Tensor shaped(Tensor rows) {
    return isSpatial() ? rows.reshape(shape.batch(rows.shape().dim(0))) : rows;
  }

  private record Asked(Session session, int answers, ScratchNetworkAdversary by) implements Scores {
    @Override
    public Block of(Tensor rows) {
      return Probabilities.logarithms(session.run(by.shaped(rows)));
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
