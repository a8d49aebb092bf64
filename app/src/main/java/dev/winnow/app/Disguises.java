package dev.winnow.app;

import dev.winnow.core.Digest;
import dev.winnow.core.Noise;
import dev.winnow.edge.Disguise;
import dev.winnow.edge.Secret;
import java.util.Random;

/** Noise for measuring what it costs: the very function of the edge, but repeatable. */
final class Disguises {
  private Disguises() {}

  /** Protects nobody: whoever knows the seed knows the noise. */
  static Disguise measuring(Noise noise, long seed) {
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
