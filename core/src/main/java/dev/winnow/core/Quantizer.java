package dev.winnow.core;

import java.util.List;
import java.util.Set;

/**
 * Rounds a feature to one of finitely many (Gersho and Gray 1992, "Vector Quantization and Signal
 * Compression"), written as a row of symbols, each of the same alphabet.
 */
public sealed interface Quantizer {
  /** Symbols of an alphabet, at most. */
  int LARGEST_ALPHABET = 256;

  /** Where each value of the feature may lie, in its own units; at least one. */
  List<Interval> bounds();

  /** How many symbols a feature becomes. */
  int symbols();

  /** How many different symbols there are, from 2 to {@link #LARGEST_ALPHABET}. */
  int alphabet();

  /**
   * The symbols of the nearest feature that can be written, counted from 0.
   *
   * @param values each is clamped to its bounds first, the lower one if it is no number
   */
  int[] encode(float[] values);

  /** The feature that symbols stand for. */
  float[] decode(int[] symbols);

  /**
   * Each value on its own: the nearest of k levels, evenly spaced from one bound to the other.
   *
   * @param levels k
   */
  record Uniform(List<Interval> bounds, int levels) implements Quantizer {
    /**
     * @throws IllegalArgumentException if there are no bounds, or the levels are out of their range
     */
    public Uniform {
      bounds = List.copyOf(bounds);
      require(!bounds.isEmpty(), "a quantiser needs the bounds of each value");
      require(
          levels >= 2 && levels <= LARGEST_ALPHABET,
          "there must be 2 to %d levels, not %d".formatted(LARGEST_ALPHABET, levels));
    }

    @Override
    public int symbols() {
      return bounds.size();
    }

    @Override
    public int alphabet() {
      return levels;
    }

    @Override
    public int[] encode(float[] values) {
      int[] symbols = new int[values.length];
      for (int i = 0; i < symbols.length; i++) {
        Interval bound = bounds.get(i);
        double share = (bound.clamp(values[i]) - bound.low()) / (bound.high() - bound.low());
        symbols[i] = (int) Math.rint(share * (levels - 1));
      }
      return symbols;
    }

    @Override
    public float[] decode(int[] symbols) {
      float[] values = new float[symbols.length];
      for (int i = 0; i < values.length; i++) {
        Interval bound = bounds.get(i);
        values[i] =
            (float) (bound.low() + (bound.high() - bound.low()) * symbols[i] / (levels - 1));
      }
      return values;
    }
  }

  /**
   * All values together: the nearest of a few codewords, by Euclidean distance, the first of those
   * that are equally near.
   *
   * @param codewords as many values each as there are bounds, no two alike
   */
  record Vector(List<Interval> bounds, List<List<Double>> codewords) implements Quantizer {
    /**
     * @throws IllegalArgumentException if there are no bounds, the codewords are too few, too many
     *     or not all different, or one has a value too few or out of its bounds
     */
    public Vector {
      bounds = List.copyOf(bounds);
      codewords = codewords.stream().map(List::copyOf).toList();
      require(!bounds.isEmpty(), "a quantiser needs the bounds of each value");
      require(
          codewords.size() >= 2 && codewords.size() <= LARGEST_ALPHABET,
          "there must be 2 to %d codewords, not %d".formatted(LARGEST_ALPHABET, codewords.size()));
      require(Set.copyOf(codewords).size() == codewords.size(), "two codewords are the same");
      for (List<Double> codeword : codewords) {
        require(within(bounds, codeword), "the codeword %s is out of bounds".formatted(codeword));
      }
    }

    @Override
    public int symbols() {
      return 1;
    }

    @Override
    public int alphabet() {
      return codewords.size();
    }

    @Override
    public int[] encode(float[] values) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int word = 0; word < codewords.size(); word++) {
        double square = 0;
        for (int i = 0; i < values.length; i++) {
          double apart = bounds.get(i).clamp(values[i]) - codewords.get(word).get(i);
          square += apart * apart;
        }
        if (square < least) {
          nearest = word;
          least = square;
        }
      }
      return new int[] {nearest};
    }

    @Override
    public float[] decode(int[] symbols) {
      List<Double> codeword = codewords.get(symbols[0]);
      float[] values = new float[codeword.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = codeword.get(i).floatValue();
      }
      return values;
    }

    private static boolean within(List<Interval> bounds, List<Double> codeword) {
      boolean within = codeword.size() == bounds.size();
      for (int i = 0; within && i < bounds.size(); i++) {
        within = bounds.get(i).clamp(codeword.get(i)) == codeword.get(i);
      }
      return within;
    }
  }

  /** Rounds a feature: what its symbols stand for. */
  default float[] rounded(float[] values) {
    return decode(encode(values));
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
