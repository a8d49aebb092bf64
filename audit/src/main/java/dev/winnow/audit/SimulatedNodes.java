package dev.winnow.audit;

import dev.winnow.core.Digest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.noise.LocalRandomizer;
import dev.winnow.noise.NoiseKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Nodes with keys of their own that would run a package: the very randomisation of the edge, but
 * repeatable. Their keys follow from a digest, so that nobody can look for those that suit.
 *
 * @param mechanism of the package; empty if features are sent as they are, by all nodes alike
 * @param source digest of the package's manifest, or, before there is one, of what it is made of
 */
public record SimulatedNodes(Optional<Mechanism> mechanism, Digest source) {
  /** How many nodes are looked at. */
  public static final int COUNT = 8;

  /** A seed that follows from a digest. */
  public static long seed(Digest digest) {
    return ByteBuffer.wrap(digest.bytes()).getLong();
  }

  /** The numbers of the nodes that differ: one where nothing is randomised. */
  public List<Integer> numbers() {
    return IntStream.range(0, mechanism.isPresent() ? COUNT : 1).boxed().toList();
  }

  /** What every node would send of the same features, one after the other. */
  public Stream<FeatureTable> sent(FeatureTable clean) {
    return numbers().stream().map(node -> sent(clean, node));
  }

  /** What one node would send. */
  public FeatureTable sent(FeatureTable clean, int number) {
    FeatureTable rows = clean.of(clean.samples());
    release(rows, number);
    return rows;
  }

  /** Makes what one node would send of features, in place. */
  void release(FeatureTable rows, int number) {
    node(number).release(rows.values(), captures(rows.samples(), ""));
  }

  /** Randomises features in place. */
  public interface Release {
    /**
     * Releases rows of features.
     *
     * @param captures digests of the captures behind them
     */
    void release(Tensor rows, List<Digest> captures);
  }

  /**
   * A node, as it is after its first start: its permanent layer is always the same, its fresh one
   * goes on from call to call.
   *
   * @param number from 0
   */
  public Release node(int number) {
    if (mechanism.isEmpty()) {
      return (rows, captures) -> {};
    }
    Digest own = Digest.of((source + " node " + number).getBytes(StandardCharsets.US_ASCII));
    return LocalRandomizer.repeatable(
            mechanism.get(), source, NoiseKey.of(own.bytes()), new Random(seed(own)))
        ::release;
  }

  /**
   * Stand-ins for the digests of captures.
   *
   * @param copy tells copies of the same samples apart, which are captures of their own
   */
  static List<Digest> captures(List<Sample> samples, String copy) {
    return samples.stream()
        .map(sample -> Digest.of((sample.capture() + copy).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
