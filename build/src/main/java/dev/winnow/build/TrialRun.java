package dev.winnow.build;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.WinnowException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.StatefulSession;
import dev.winnow.onnx.TensorSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Runs a network on made-up samples before anything is written, so that what is written has run
 * once: several samples together must give what each gives alone, and the two halves together what
 * the whole gives.
 */
public final class TrialRun {
  private static final int ROWS = 3;

  /** Of the largest answer; what rounding in another order makes of it stays far below. */
  private static final double TOLERANCE = 1e-4;

  private static final Set<String> DRAWING =
      Set.of(
          "Bernoulli",
          "Dropout",
          "Multinomial",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike");

  private TrialRun() {}

  /**
   * Finds out whether a network keeps samples apart; one that does not is made to take them one by
   * one.
   *
   * @throws UnsuitableNetworkException if it has several inputs, makes another answer of the same
   *     sample each time or no number, or has an output that classes cannot be read from
   */
  public static NetworkImport keepingSamplesApart(NetworkImport imported) {
    Network network = imported.network();
    requireOneInput(network);
    Optional<String> mixing = Optional.empty();
    try (Session session = Session.open(network, 1)) {
      Tensor samples = samples(network);
      requireNumbers(network, session, samples.rows(0, 1));
      if (network.inputs().get(0).batch().isEmpty()) {
        mixing = mixing(session, samples);
      }
    }
    NetworkImport tried = mixing.map(imported::oneByOne).orElse(imported);
    requireClasses(tried.network());
    return tried;
  }

  /**
   * Requires that two halves together give what the whole gives.
   *
   * @throws UnsuitableNetworkException if they do not, or one of them fails
   */
  static void requireEqual(Network whole, SplitNetwork parts) {
    Tensor samples = samples(whole);
    Map<String, Tensor> uncut = run(whole, samples);
    Map<String, Tensor> cut;
    try (Session extractor = Session.open(parts.extractor(), 1)) {
      cut = run(parts.analyzer(), extractor.run(samples));
    } catch (WinnowException e) {
      throw new UnsuitableNetworkException(
          whole, "runs whole and not cut: %s; cut it elsewhere".formatted(e.getMessage()));
    }
    for (Map.Entry<String, Tensor> output : uncut.entrySet()) {
      Tensor other = cut.get(output.getKey());
      if (other == null || difference(output.getValue(), other) > TOLERANCE) {
        throw new UnsuitableNetworkException(
            whole,
            "gives other answers in its output \"%s\" once it is cut; cut it elsewhere"
                .formatted(output.getKey()));
      }
    }
  }

  /**
   * Requires that an extractor's states go on from chunk to chunk.
   *
   * @throws UnsuitableNetworkException if it does not run so
   */
  static void requireStates(Network extractor) {
    if (extractor.states().isEmpty()) {
      return;
    }
    Tensor sample = samples(extractor).rows(0, 1);
    Tensor feature = Tensor.allocate(extractor.outputs().get(0).shape().batch(1));
    try (var session = StatefulSession.open(extractor, extractor.states(), 1)) {
      List<Tensor> next = session.beginning();
      session.run(sample, feature, session.beginning(), next);
      session.run(sample, feature, next, session.beginning());
    } catch (WinnowException e) {
      throw new UnsuitableNetworkException(
          extractor,
          "does not go on from chunk to chunk: %s; leave --state out".formatted(e.getMessage()));
    }
  }

  private static void requireOneInput(Network network) {
    List<String> inputs = network.inputs().stream().map(TensorSpec::name).toList();
    if (inputs.size() != 1) {
      throw new UnsuitableNetworkException(
          network,
          "takes the inputs %s and an extractor has one; export it with what captures are made into alone"
              .formatted(inputs));
    }
  }

  /** The same numbers of the same sample each time. */
  private static void requireNumbers(Network network, Session session, Tensor sample) {
    Map<String, Tensor> first = run(session, sample);
    for (Map.Entry<String, Tensor> output : run(session, sample).entrySet()) {
      for (float value : output.getValue().toArray()) {
        if (!Float.isFinite(value)) {
          throw new UnsuitableNetworkException(
              network,
              "makes no number in its output \"%s\" of a made-up sample; export it again"
                  .formatted(output.getKey()));
        }
      }
      Tensor before = Objects.requireNonNull(first.get(output.getKey()));
      if (difference(before, output.getValue()) > TOLERANCE) {
        throw new UnsuitableNetworkException(
            network,
            "makes another answer of the same sample each time in its output \"%s\"%s; export it for inference, without random numbers"
                .formatted(output.getKey(), drawing(network)));
      }
    }
  }

  /** Which operator draws numbers, if one is known to. */
  private static String drawing(Network network) {
    return network.nodes().stream()
        .filter(node -> DRAWING.contains(node.op()))
        .findFirst()
        .map(node -> ", as node " + node + " draws numbers")
        .orElse("");
  }

  private static void requireClasses(Network network) {
    for (TensorSpec output : network.outputs()) {
      if (output.shape().rank() != 1) {
        throw new UnsuitableNetworkException(
            network,
            "makes %s numbers of a sample in its output \"%s\", and an analyzer answers with a row of them; export it with such an output"
                .formatted(output.shape(), output.name()));
      }
    }
  }

  /** How samples mix, if they do. */
  private static Optional<String> mixing(Session session, Tensor samples) {
    Map<String, Tensor> together;
    try {
      together = run(session, samples);
    } catch (WinnowException e) {
      return Optional.of("it fails on several");
    }
    for (int row = 0; row < ROWS; row++) {
      Map<String, Tensor> alone = run(session, samples.rows(row, row + 1));
      for (Map.Entry<String, Tensor> output : alone.entrySet()) {
        Tensor all = Objects.requireNonNull(together.get(output.getKey()));
        Tensor beside = all.rows(row, row + 1);
        if (difference(output.getValue(), beside) > TOLERANCE) {
          return Optional.of("what it makes of one depends on the others");
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, Tensor> run(Network network, Tensor rows) {
    try (Session session = Session.open(network, 1)) {
      return run(session, rows);
    }
  }

  private static Map<String, Tensor> run(Session session, Tensor rows) {
    return session.run(Map.of(session.inputs().get(0).name(), rows));
  }

  /** Normally distributed, as prepared captures roughly are, and always the same. */
  private static Tensor samples(Network network) {
    Random random = new Random(1);
    TensorSpec input = network.inputs().get(0);
    Shape shape = input.shape().batch(ROWS);
    Tensor samples = Tensor.allocate(shape);
    FloatBuffer into = samples.buffer();
    for (int i = 0; i < shape.size(); i++) {
      into.put(i, (float) random.nextGaussian());
    }
    return samples;
  }

  /** The largest difference, of the largest value. */
  private static double difference(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      return Double.POSITIVE_INFINITY;
    }
    float[] left = a.toArray();
    float[] right = b.toArray();
    double scale = 1e-6;
    double apart = 0;
    for (int i = 0; i < left.length; i++) {
      scale = Math.max(scale, Math.abs(left[i]));
      double difference = Math.abs(left[i] - right[i]);
      apart = difference <= apart ? apart : difference;
    }
    return Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart / scale;
  }
}
