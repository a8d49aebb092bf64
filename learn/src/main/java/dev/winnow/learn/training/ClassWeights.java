package dev.winnow.learn.training;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How much a sample of each class counts.
 *
 * @param ofClass one for each class
 */
public record ClassWeights(List<Float> ofClass) {
  public ClassWeights {
    ofClass = List.copyOf(ofClass);
  }

  /** All alike. */
  public static ClassWeights even(int classes) {
    return new ClassWeights(Collections.nCopies(classes, 1f));
  }

  /** So that every class that is there counts alike; the mean over the samples is 1. */
  public static ClassWeights balancing(List<Integer> samples, int classes) {
    int[] counts = new int[classes];
    samples.forEach(label -> counts[label]++);
    long present = Arrays.stream(counts).filter(some -> some > 0).count();
    return new ClassWeights(
        Arrays.stream(counts)
            .mapToObj(some -> some == 0 ? 0 : samples.size() / ((float) present * some))
            .toList());
  }

  /** Those of some samples. */
  public float[] of(long[] samples) {
    float[] weights = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      weights[i] = ofClass.get(Math.toIntExact(samples[i]));
    }
    return weights;
  }
}
