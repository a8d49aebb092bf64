package dev.winnow.audit;

import dev.winnow.core.Digest;
import dev.winnow.core.Noise;
import dev.winnow.edge.Disguise;
import dev.winnow.edge.Secret;
import dev.winnow.learn.Spectrum;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Noise for measuring what it costs: the very function of the edge, but repeatable. */
public final class Disguises {
  private static final int NODES = 8;

  private Disguises() {}

  /**
   * Noise of a strength relative to clipped training features, with the variances that it hides and
   * the cells that it must hold.
   *
   * @param train is rounded as the noise's mode does
   * @param primary column of the classes, in which every sample has a label
   */
  public static Noise noise(Noise.Mode mode, double ratio, Rows train, String primary, long seed) {
    Noise noise = Noise.of(mode, ratio, Spectrum.of(train.values()));
    measuring(noise, seed).round(train.values());
    Noise rounded = noise.withVariances(Spectrum.of(train.values()));
    return mode == Noise.Mode.PERMANENT
        ? rounded.withAnchors(Crowds.of(rounded, train, primary))
        : rounded;
  }

  /**
   * What several nodes would send of the same features, each with a secret of its own: permanent
   * noise gives all answers of one node the same luck, so that how right they are is the mean over
   * these. Features without noise are sent alike by all, and come once.
   */
  public static Stream<Rows> nodes(Rows clean, Optional<Noise> noise, long seed) {
    return IntStream.range(0, noise.isPresent() ? NODES : 1)
        .mapToObj(
            node -> {
              Rows sent = clean.of(clean.samples());
              noise.ifPresent(added -> measuring(added, seed + node).apply(sent.values()));
              return sent;
            });
  }

  /** Protects nobody: whoever knows the seed knows the noise. */
  public static Disguise measuring(Noise noise, long seed) {
    Random random = new Random(seed);
    return switch (noise.mode()) {
      case PERMANENT -> {
        byte[] secret = new byte[Secret.BYTES];
        random.nextBytes(secret);
        yield Disguise.Permanent.of(noise, Digest.of(secret), Secret.of(secret));
      }
      case FRESH -> new Disguise.Fresh(noise.sigma(), random);
    };
  }
}
