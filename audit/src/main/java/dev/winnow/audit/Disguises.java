package dev.winnow.audit;

import dev.winnow.core.Digest;
import dev.winnow.core.Noise;
import dev.winnow.core.Tensor;
import dev.winnow.edge.Disguise;
import dev.winnow.edge.Secret;
import dev.winnow.learn.Spectrum;
import java.util.Random;

/** Noise for measuring what it costs: the very function of the edge, but repeatable. */
public final class Disguises {
  private Disguises() {}

  /**
   * Noise of a strength relative to clipped training features, with the variances that it hides.
   *
   * @param train is rounded as the noise's mode does
   */
  public static Noise noise(Noise.Mode mode, double ratio, Tensor train, long seed) {
    Noise noise = Noise.of(mode, ratio, Spectrum.of(train));
    measuring(noise, seed).round(train);
    return noise.withVariances(Spectrum.of(train));
  }

  /** Protects nobody: whoever knows the seed knows the noise. */
  public static Disguise measuring(Noise noise, long seed) {
    Random random = new Random(seed);
    return switch (noise.mode()) {
      case PERMANENT -> {
        byte[] secret = new byte[Secret.BYTES];
        random.nextBytes(secret);
        yield new Disguise.Permanent(noise.sigma(), Digest.of(secret), Secret.of(secret));
      }
      case FRESH -> new Disguise.Fresh(noise.sigma(), random);
    };
  }
}
