package dev.winnow.attack.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every adversary on features that leak by construction, and on features that cannot. */
class AdversaryTest {
  private static final int PEOPLE = 10;
  private static final int KNOWN = 30;
  private static final int UNKNOWN = 60;

  static Stream<Adversary> adversaries() {
    return Stream.of(
        new NearestNeighbour(),
        GaussianKde.own(),
        GaussianKde.pooled(),
        GaussianKde.white(),
        ClassifierAdversary.logistic(1, 1),
        ClassifierAdversary.perceptron(1, 1),
        new ScratchNetworkAdversary(Shape.of(8), 1, 1));
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_featureThatIsThePerson_isAlwaysRight(Adversary adversary) {
    assertEquals(1, topOne(adversary, data(8, 8, 10).prepared(1)), 0.01);
  }

  /** 600 guesses at 1 in 10: outside ± 0.05 once in 20,000 seeds. The seed is fixed. */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_featureThatIsNoise_isChance(Adversary adversary) {
    assertEquals(0.1, topOne(adversary, data(8, 0, 0).prepared(1)), 0.05);
  }

  /**
   * One direction of eight tells, ten thousand times smaller than those that do not. A linear
   * classifier of ten people on a line names few of them; by chance 600 guesses reach 0.16 once in
   * a million seeds.
   */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_smallDirectionThatTells_isFound(Adversary adversary) {
    AttackData planted = data(8, 1, 40);
    for (Tensor rows : List.of(planted.known(), planted.unknown())) {
      for (int row = 0; row < rows.shape().dim(0); row++) {
        rows.buffer().put(row * 8, rows.buffer().get(row * 8) / 10_000);
      }
    }

    assertTrue(topOne(adversary, planted.prepared(1)) > 0.16, adversary.word());
  }

  /** Wider than there are rows, so that the trained ones turn to the space of the rows. */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_wideFeatureThatTells_isRead(Adversary adversary) {
    assertTrue(topOne(adversary, data(2_000, 2_000, 1).prepared(1)) > 0.95, adversary.word());
  }

  /** Wide features that all lie in a plane: neither rank nor scale may stop an adversary. */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_wideFeatureOfTwoDirections_isRead(Adversary adversary) {
    AttackData flat = data(2, 2, 40);
    AttackData wide =
        new AttackData(
            widened(flat.known()), flat.knownPeople(),
            widened(flat.unknown()), flat.unknownPeople());

    assertTrue(topOne(adversary, wide.prepared(1)) > 0.5, adversary.word());
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_featureThatIsTheSameForAll_isExactlyChance(Adversary adversary) {
    AttackData noise = data(3, 0, 0);
    Tensor same = Tensor.allocate(noise.known().shape());
    AttackData constant =
        new AttackData(
            same,
            noise.knownPeople(),
            Tensor.allocate(noise.unknown().shape()),
            noise.unknownPeople());

    assertEquals(0.1, topOne(adversary, constant.prepared(1)), 1e-6);
  }

  /** The null control, on the feature that tells all: outside ± 0.05 once in 20,000 seeds. */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_peopleDealtOutAnew_isChance(Adversary adversary) {
    AttackData shuffled = data(8, 8, 1).shuffled(1);

    assertEquals(0.1, topOne(adversary, shuffled.prepared(1)), 0.05);
  }

  /** What tells is where in space a value stands, not how large it is. */
  @Test
  void topOne_networkOnChannelsInSpace_readsWhereSomethingIs() {
    AttackData flat = data(32, 32, 2);
    Adversary network = new ScratchNetworkAdversary(Shape.of(2, 4, 4), 1, 1);

    assertTrue(topOne(network, flat) > 0.95);
    assertEquals(0.1, topOne(network, data(32, 0, 0)), 0.05);
  }

  private static double topOne(Adversary adversary, PreparedData data) {
    return Ranking.of(adversary, data).mean(Metric.TOP_ONE);
  }

  private static double topOne(Adversary adversary, AttackData data) {
    return topOne(adversary, adversary.prepared(data, data.prepared(1)));
  }

  /** What a cloud has: it takes the feature, and has a layer before the one that answers. */
  private static Network analyzer(int hidden) {
    return analyzer(hidden, "seen");
  }

  /**
   * @param seen name of the hidden layer
   */
  private static Network analyzer(int hidden, String seen) {
    NetworkBuilder builder = NetworkBuilder.named("analyzer");
    Random random = new Random(4);
    String x = builder.input("feature", Shape.of(8));
    Tensor weight = Tensor.allocate(Shape.of(hidden, 8));
    for (int i = 0; i < 8 * hidden; i++) {
      weight.buffer().put(i, (float) random.nextGaussian());
    }
    x = builder.relu(seen, builder.gemm("sums", x, weight, Tensor.allocate(Shape.of(hidden))));
    Tensor last = Tensor.allocate(Shape.of(2, hidden));
    x = builder.gemm("scores", x, last, Tensor.allocate(Shape.of(2)));
    return builder.output(builder.softmax("answer", x)).build();
  }

  /** On features as they are sent, of any size, and on what tells nothing. */
  @Test
  void topOne_transferFromTheAnalyzer_readsWhatTellsAndNothingElse() {
    TransferAdversary transfer = TransferAdversary.of(analyzer(32), 1, 1).orElseThrow();

    assertEquals(1, topOne(transfer, data(8, 8, 10)), 0.01);
    assertEquals(0.1, topOne(transfer, data(8, 0, 0)), 0.05);
    assertEquals(0.1, topOne(transfer, data(8, 8, 1).shuffled(1)), 0.05);
  }

  @Test
  void of_networkThatOnlyAnswers_isNothingToGoOnWith() {
    assertTrue(TransferAdversary.of(analyzer(2), 1, 1).isEmpty());
  }

  /** A network that was trained as a head has layers of the names that the attacker's have. */
  @Test
  void topOne_transferFromANetworkThatIsAHead_readsWhatTells() {
    for (String seen : List.of("head/unit", "head/probabilities")) {
      TransferAdversary transfer = TransferAdversary.of(analyzer(32, seen), 1, 1).orElseThrow();

      assertEquals(1, topOne(transfer, data(8, 8, 10)), 0.01);
    }
  }

  private static Tensor widened(Tensor rows) {
    Random random = new Random(2);
    double[] a = random.doubles(700).toArray();
    double[] b = random.doubles(700).toArray();
    Tensor wide = Tensor.allocate(Shape.of(rows.shape().dim(0), 700));
    for (int row = 0; row < rows.shape().dim(0); row++) {
      float x = rows.buffer().get(2 * row);
      float y = rows.buffer().get(2 * row + 1);
      for (int i = 0; i < 700; i++) {
        wide.buffer().put(700 * row + i, (float) (a[i] * x + b[i] * y));
      }
    }
    return wide;
  }

  private static AttackData data(int width, int telling, double apart) {
    return Synthetic.data(PEOPLE, KNOWN, UNKNOWN, width, telling, apart);
  }
}
