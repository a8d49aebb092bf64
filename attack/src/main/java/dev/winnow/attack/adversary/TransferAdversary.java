package dev.winnow.attack.adversary;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.tabular.TabularNetworks;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.tabular.TabularTraining;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * The transfer attack of the companion paper (Osia et al., arXiv 1703.02952, section V): a network
 * that was trained for the primary label goes on from what was sent, with the weights it has, and
 * all of them are tuned to name people behind a last layer of their own. It is what a curious cloud
 * has at hand: the analyzer.
 *
 * @param body from what was sent to what the last layer sees
 * @param seed of the training
 * @param threads that compute
 */
public record TransferAdversary(Network body, long seed, int threads) implements Adversary {
  private static final int EPOCHS = 12;
  private static final int BATCH = 32;
  private static final double RATE = 3e-4;

  /**
   * The attack that goes on with a network.
   *
   * @param network of one input; its last layers make the answers
   * @return empty if there is nothing to go on with: the network has no layer before its last one,
   *     or one that cannot be trained
   */
  public static Optional<TransferAdversary> of(Network network, long seed, int threads) {
    int answers =
        network.outputs().stream().map(TensorSpec::shape).mapToInt(Shape::size).max().orElse(0);
    List<Cut> wider = network.cuts().stream().filter(cut -> cut.floats() > answers).toList();
    return wider.isEmpty()
        ? Optional.empty()
        : Optional.of(network.split(wider.get(wider.size() - 1)).extractor())
            .filter(TabularTraining::understands)
            .map(body -> new TransferAdversary(body, seed, threads));
  }

  @Override
  public String word() {
    return "transfer";
  }

  @Override
  public PreparedData prepared(AttackData data, PreparedData usual) {
    return data.untouched();
  }

  @Override
  public Scores scores(PreparedData data) {
    int people = data.people();
    Tensor known = shaped(data.known());
    Network untrained = headed(known, people);
    Schedule schedule = new Schedule(EPOCHS, BATCH, RATE, Optimizer.ADAM);
    Network trained =
        TabularTraining.run(
            untrained,
            known,
            data.knownPeople(),
            TabularSettings.of(schedule, seed, threads).withDecay(1e-4),
            Progress.NONE);
    return new Asked(Session.open(trained, threads), people, this);
  }

  /** The last layer sees numbers of unit size, however large the network's own are. */
  private Network headed(Tensor known, int people) {
    try (Session session = Session.open(body, threads)) {
      Standardiser sizes = Standardiser.of(run(session, known));
      Network head =
          TabularNetworks.head(
              body, TabularNetworks.Standardisation.of(sizes.mean(), sizes.scale()), people);
      return new SplitNetwork(body, head).joined();
    }
  }

  /** A few rows at a time: what a network makes of one may be a hundred times as large. */
  private static Tensor run(Session session, Tensor rows) {
    int count = rows.shape().dim(0);
    Tensor all = Tensor.allocate(session.outputs().get(0).shape().batch(count));
    for (int from = 0; from < count; from += BATCH) {
      int to = Math.min(from + BATCH, count);
      session.run(rows.rows(from, to), all.rows(from, to));
    }
    return all;
  }

  private Tensor shaped(Tensor rows) {
    return rows.reshape(body.inputs().get(0).shape().batch(rows.shape().dim(0)));
  }

  private record Asked(Session session, int answers, TransferAdversary by) implements Scores {
    @Override
    public Block of(Tensor rows) {
      return Probabilities.logarithms(run(session, by.shaped(rows)));
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
