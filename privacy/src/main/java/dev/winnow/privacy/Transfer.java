package dev.winnow.privacy;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.Optimiser;
import dev.winnow.learn.RowsNetworks;
import dev.winnow.learn.RowsSettings;
import dev.winnow.learn.RowsTraining;
import dev.winnow.learn.Schedule;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Parts;
import dev.winnow.onnx.Port;
import dev.winnow.onnx.Session;
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
public record Transfer(Network body, long seed, int threads) implements Adversary {
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
  public static Optional<Transfer> of(Network network, long seed, int threads) {
    int answers = network.outputs().stream().map(Port::shape).mapToInt(Shape::size).max().orElse(0);
    List<Cut> wider = network.cuts().stream().filter(cut -> cut.floats() > answers).toList();
    return wider.isEmpty()
        ? Optional.empty()
        : Optional.of(network.split(wider.get(wider.size() - 1)).extractor())
            .filter(RowsTraining::understands)
            .map(body -> new Transfer(body, seed, threads));
  }

  @Override
  public String word() {
    return "transfer";
  }

  @Override
  public Prepared sees(Evidence evidence, Prepared usual) {
    return evidence.untouched();
  }

  @Override
  public Scores scores(Prepared evidence) {
    int people = evidence.people();
    Tensor known = shaped(evidence.known());
    Network untrained = headed(known, people);
    Schedule schedule = new Schedule(EPOCHS, BATCH, RATE, Optimiser.ADAM);
    Network trained =
        RowsTraining.run(
            untrained,
            known,
            evidence.knownPeople(),
            RowsSettings.of(schedule, seed, threads).withDecay(1e-4),
            Progress.NONE);
    return new Asked(Session.open(trained, threads), people, this);
  }

  /** The last layer sees numbers of unit size, however large the network's own are. */
  private Network headed(Tensor known, int people) {
    Port seen = body.outputs().get(0);
    try (Session session = Session.open(body, threads)) {
      Standardiser sizes = Standardiser.of(run(session, known));
      Network head =
          RowsNetworks.head(seen.name(), seen.shape(), sizes.mean(), sizes.scale(), people);
      return new Parts(body, head).joined();
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

  private record Asked(Session session, int answers, Transfer by) implements Scores {
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
