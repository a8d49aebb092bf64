package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.PrincipalAxes;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.tabular.TabularNetworks;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.tabular.TabularTraining;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.Optional;

/**
 * A classifier of people, trained anew on the known features.
 *
 * @param kind of classifier
 * @param seed of the training
 * @param threads that compute
 * @param balanced whether everybody counts the same in training, however few captures there are
 */
public record ClassifierAdversary(Kind kind, long seed, int threads, boolean balanced)
    implements Adversary {
  private static final int EPOCHS = 60;
  private static final int BATCH = 64;
  private static final int HIDDEN = 256;
  private static final int NARROW = 64;

  /** What is trained. */
  public enum Kind {
    /** Multinomial logistic regression with a little weight decay. */
    LOGISTIC("logistic", 0.03, 0.03),
    /** A perceptron of one hidden layer of 256 rectified units. */
    PERCEPTRON("mlp", 0.04, 0.003);

    private final String word;
    private final double step;
    private final double most;

    /**
     * @param step learning rate for a single value
     * @param most learning rate for narrow features
     */
    Kind(String word, double step, double most) {
      this.word = word;
      this.step = step;
      this.most = most;
    }

    /** The wider a feature, the more weights move together. */
    private double rate(int width) {
      return Math.min(most, step / Math.sqrt(width));
    }
  }

  /** A logistic regression. */
  public static ClassifierAdversary logistic(long seed, int threads) {
    return new ClassifierAdversary(Kind.LOGISTIC, seed, threads, false);
  }

  /** A multi-layer perceptron. */
  public static ClassifierAdversary perceptron(long seed, int threads) {
    return new ClassifierAdversary(Kind.PERCEPTRON, seed, threads, false);
  }

  /** The same where a rare answer counts as much as a common one: it aims at balanced accuracy. */
  public ClassifierAdversary withBalance() {
    return new ClassifierAdversary(kind, seed, threads, true);
  }

  @Override
  public String word() {
    return kind.word;
  }

  @Override
  public Scores scores(PreparedData prepared) {
    Optional<PrincipalAxes> axes = axes(prepared.known());
    Tensor known = axes.map(own -> own.whitened(prepared.known())).orElse(prepared.known());
    int width = known.shape().dim(1);
    int people = prepared.people();
    Network untrained =
        kind == Kind.LOGISTIC
            ? TabularNetworks.logistic(width, people)
            : TabularNetworks.perceptron(width, HIDDEN, people, seed);
    Schedule schedule = new Schedule(EPOCHS, BATCH, kind.rate(width), Optimizer.ADAM);
    TabularSettings settings =
        TabularSettings.of(schedule, seed, workers(width * people)).withDecay(1e-4);
    Network trained =
        TabularTraining.run(
            untrained,
            known,
            prepared.knownPeople(),
            balanced ? settings.withBalance() : settings,
            Progress.NONE);
    return new Asked(Session.open(trained, threads), axes, people);
  }

  /**
   * Logistic regression learns the same from any turn of the features, but descends fast only where
   * they are whitened: on standardised ones that depend on one another it would stop far from what
   * it could name. Wide features lie in the space of their rows already.
   */
  private Optional<PrincipalAxes> axes(Tensor known) {
    int width = known.shape().dim(1);
    return kind == Kind.LOGISTIC && width <= NARROW
        ? Optional.of(PrincipalAxes.of(known, width))
        : Optional.empty();
  }

  /** Threads that wait for one another at every small step cost more than they compute. */
  private int workers(int weights) {
    return kind == Kind.LOGISTIC || weights < 100_000 ? 1 : threads;
  }

  private record Asked(Session session, Optional<PrincipalAxes> axes, int answers)
      implements Scores {
    @Override
    public Block of(Tensor rows) {
      return Probabilities.logarithms(
          session.run(axes.map(own -> own.whitened(rows)).orElse(rows)));
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
