package dev.winnow.series;

import dev.winnow.core.SeriesSpec;
import dev.winnow.data.Augmentation;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Alters prepared windows of readings at random, so that a network does not learn by heart (Um et
 * al., "Data Augmentation of Wearable Sensor Data for Parkinson's Disease Monitoring using
 * Convolutional Neural Networks", 2017). In this order:
 *
 * <ul>
 *   <li>{@code rotation}: largest angle in degrees, from 0 to 180, by which the axes x, y and z of
 *       every sensor of the window are turned, all alike, as of a device that is worn otherwise
 *   <li>{@code shift}: largest share of the window, from 0 to 1, by which it is moved in time; its
 *       first or last value fills what becomes free
 *   <li>{@code scaling}: standard deviation of the factor, around 1, of each channel's prepared
 *       values
 *   <li>{@code jitter}: standard deviation of the noise added to each prepared value, of which one
 *       is a standard deviation where channels are standardised
 * </ul>
 *
 * <p>Safe for use by several threads, each with a source of randomness of its own.
 */
public final class SeriesAugmentation implements Augmentation {
  private static final String ROTATION = "rotation";
  private static final String SHIFT = "shift";
  private static final String SCALING = "scaling";
  private static final String JITTER = "jitter";
  private static final Map<String, Double> LARGEST =
      Map.of(ROTATION, 180.0, SHIFT, 1.0, SCALING, 10.0, JITTER, 10.0);

  private final SeriesSpec spec;
  private final Map<String, Double> strengths;
  private final List<int[]> triples;

  private SeriesAugmentation(SeriesSpec spec, Map<String, Double> strengths) {
    this.spec = spec;
    this.strengths = strengths;
    this.triples = strength(ROTATION) > 0 ? AxisTriples.of(spec.channels()) : List.of();
    if (strength(ROTATION) > 0 && triples.isEmpty()) {
      throw new IllegalArgumentException(
          "rotation turns three channels whose names differ in x, y and z alone, and %s holds none"
              .formatted(spec.channels()));
    }
  }

  /**
   * What alters windows.
   *
   * @param spec by which they were prepared
   * @param strengths by the names above; what is not named is not done
   * @throws IllegalArgumentException if a name is unknown, a strength is out of its range, or no
   *     channels can be rotated
   */
  public static SeriesAugmentation of(SeriesSpec spec, Map<String, Double> strengths) {
    strengths.forEach(
        (name, strength) -> {
          if (!LARGEST.containsKey(name)) {
            throw new IllegalArgumentException(
                "series know no augmentation \"%s\"; they know %s"
                    .formatted(name, String.join(", ", new TreeSet<>(LARGEST.keySet()))));
          }
          if (!(strength >= 0 && strength <= LARGEST.getOrDefault(name, 0.0))) {
            throw new IllegalArgumentException(
                "%s must be from 0 to %s, not %s".formatted(name, LARGEST.get(name), strength));
          }
        });
    return new SeriesAugmentation(spec, Map.copyOf(strengths));
  }

  /** Such as {@code SeriesAugmentation{jitter=0.1}}. */
  @Override
  public String toString() {
    return "SeriesAugmentation" + new TreeMap<>(strengths);
  }

  @Override
  public void apply(float[] sample, Random random, FloatBuffer into) {
    int length = spec.length();
    float[] altered = sample.clone();
    rotate(altered, random);
    int most = (int) Math.round(strength(SHIFT) * length);
    int shift = most == 0 ? 0 : random.nextInt(2 * most + 1) - most;
    for (int channel = 0; channel < spec.channels().size(); channel++) {
      double factor = strength(SCALING) == 0 ? 1 : 1 + strength(SCALING) * random.nextGaussian();
      for (int i = 0; i < length; i++) {
        int from = Math.max(0, Math.min(length - 1, i + shift));
        double noise = strength(JITTER) == 0 ? 0 : strength(JITTER) * random.nextGaussian();
        into.put((float) (altered[channel * length + from] * factor + noise));
      }
    }
  }

  /** In the sensors' own units: standardised values of three axes span no space. */
  private void rotate(float[] values, Random random) {
    if (triples.isEmpty()) {
      return;
    }
    AxisRotation rotation = AxisRotation.drawn(Math.toRadians(strength(ROTATION)), random);
    int length = spec.length();
    for (int[] triple : triples) {
      for (int i = 0; i < length; i++) {
        double x = read(values[triple[0] * length + i], triple[0]);
        double y = read(values[triple[1] * length + i], triple[1]);
        double z = read(values[triple[2] * length + i], triple[2]);
        for (int axis = 0; axis < triple.length; axis++) {
          int channel = triple[axis];
          double turned = rotation.turned(axis, x, y, z);
          values[channel * length + i] = (float) ((turned - mean(channel)) / scale(channel));
        }
      }
    }
  }

  private double read(float prepared, int channel) {
    return prepared * scale(channel) + mean(channel);
  }

  private double mean(int channel) {
    return spec.normalization().mean().get(channel);
  }

  private double scale(int channel) {
    return spec.normalization().scale().get(channel);
  }

  private double strength(String name) {
    return strengths.getOrDefault(name, 0.0);
  }
}
