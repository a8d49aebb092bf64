package dev.winnow.synthesis;

/**
 * Chance that falls the same on every platform and in every release of Java: SplitMix64 (Steele,
 * Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */
public final class SplitMix64 {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private SplitMix64(long state) {
    this.state = state;
  }

  /**
   * Numbers of their own for every combination of keys.
   *
   * @param keys such as a seed, a subject and the number of a person
   */
  public static SplitMix64 of(long... keys) {
    SplitMix64 random = new SplitMix64(0);
    for (long key : keys) {
      random.state = random.next() ^ key;
    }
    random.next();
    return random;
  }

  /** 64 random bits. */
  public long next() {
    state += GOLDEN;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform from {@code low} (inclusive) to {@code high} (exclusive). */
  public double between(double low, double high) {
    return low + (high - low) * (next() >>> 11) * 0x1p-53;
  }

  /** Between −1 and 1, the middle likelier than the ends. */
  public double bell() {
    return (between(-1, 1) + between(-1, 1) + between(-1, 1)) / 3;
  }

  /**
   * True with the given probability.
   *
   * @param probability from 0 to 1
   */
  public boolean chance(double probability) {
    return between(0, 1) < probability;
  }

  /**
   * One of several, all equally likely.
   *
   * @param values at least one
   */
  public <T> T pick(T[] values) {
    return values[(int) between(0, values.length)];
  }
}
