package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.data.Augmentation;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Prepared recordings as they might have been recorded too, for training. What is done to each has
 * a name and a strength:
 *
 * <ul>
 *   <li>{@code shift}: earlier or later by up to so many seconds, of a spectrogram by whole frames;
 *       silence comes in at the end
 *   <li>{@code gain}: louder or softer by up to so many decibels
 *   <li>{@code noise}: white Gaussian noise so many decibels below the recording, not on the
 *       padding around it (of samples only)
 *   <li>{@code time-mask}, {@code frequency-mask}: up to so many frames, or bands, in a row get the
 *       mean of all values (of a spectrogram only; SpecAugment, Park et al. 2019)
 * </ul>
 *
 * <p>How much is drawn evenly each time. Immutable; safe for use by several threads that each have
 * a {@link Random} of their own.
 */
public final class AudioAugmentation implements Augmentation {
  private static final List<String> OF_SAMPLES = List.of("shift", "gain", "noise");
  private static final List<String> OF_MEL =
      List.of("shift", "gain", "time-mask", "frequency-mask");

  /** What rounding makes of nothing; the least step of 16 bits is thirty times as large. */
  private static final double SILENT = 1e-6;

  private final AudioSpec spec;
  private final Map<String, Double> strengths;

  private AudioAugmentation(AudioSpec spec, Map<String, Double> strengths) {
    this.spec = spec;
    this.strengths = Map.copyOf(strengths);
  }

  /**
   * Who alters recordings that were prepared so.
   *
   * @param strengths by name; what is not named is not done
   * @throws IllegalArgumentException if a name is unknown, or a strength is no number or, but of
   *     noise, below 0
   */
  public static AudioAugmentation of(AudioSpec spec, Map<String, Double> strengths) {
    List<String> known = spec.mel().isPresent() ? OF_MEL : OF_SAMPLES;
    new TreeMap<>(strengths)
        .forEach(
            (name, strength) -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException(
                    "%s is augmented by %s, not by \"%s\""
                        .formatted(
                            spec.mel().isPresent() ? "a log-mel spectrogram" : "sound",
                            String.join(", ", known),
                            name));
              }
              if (!Double.isFinite(strength) || (strength < 0 && !name.equals("noise"))) {
                throw new IllegalArgumentException(
                    "the strength of %s must be a number of at least 0, not %s"
                        .formatted(name, strength));
              }
            });
    return new AudioAugmentation(spec, strengths);
  }

  /**
   * Writes an altered copy.
   *
   * @param sample prepared, not changed
   * @param random draws how much
   * @param into takes as many values as {@code sample} has, from its position on
   */
  @Override
  public void apply(float[] sample, Random random, FloatBuffer into) {
    double[] values = new double[sample.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sample[i] * spec.scale() + spec.mean();
    }
    double[] altered =
        spec.mel()
            .map(mel -> spectrogram(mel, values, random))
            .orElseGet(() -> samples(values, random));
    for (double value : altered) {
      into.put((float) ((value - spec.mean()) / spec.scale()));
    }
  }

  @Override
  public String toString() {
    return "AudioAugmentation" + new TreeMap<>(strengths);
  }

  private double[] samples(double[] values, Random random) {
    double[] altered = shifted(values, within("shift", random) * spec.rate(), 1, 0);
    double gain = Math.pow(10, within("gain", random) / 20);
    int start = 0;
    int end = altered.length;
    while (start < end && Math.abs(altered[start]) < SILENT) {
      start++;
    }
    while (end > start && Math.abs(altered[end - 1]) < SILENT) {
      end--;
    }
    double noise = deviation(altered, end - start);
    for (int i = start; i < end; i++) {
      altered[i] = gain * (altered[i] + noise * random.nextGaussian());
    }
    return altered;
  }

  /**
   * Of the noise that is as far below the recording as it was asked for; 0 if for none.
   *
   * @param sounding how many values are recording and not padding
   */
  private double deviation(double[] values, int sounding) {
    double ratio = strengths.getOrDefault("noise", Double.POSITIVE_INFINITY);
    double power = 0;
    for (double value : values) {
      power += value * value / Math.max(1, sounding);
    }
    return Math.sqrt(power / Math.pow(10, ratio / 10));
  }

  private double[] spectrogram(MelSpec mel, double[] values, Random random) {
    int bands = mel.bands().count();
    int frames = values.length / bands;
    MelSpec.LogScale log = mel.log();
    double steps = within("shift", random) * spec.rate() / mel.stft().hop();
    double[] altered = shifted(values, steps, bands, least(values, log));
    double decibels = within("gain", random);
    double louder = log.unit().log(Math.pow(10, decibels / 20 * mel.stft().power()));
    for (int i = 0; i < altered.length; i++) {
      altered[i] = Math.max(log.log(0), altered[i] + louder);
    }
    mask(altered, frames, bands, random);
    return altered;
  }

  private void mask(double[] values, int frames, int bands, Random random) {
    List<int[]> masks = new ArrayList<>();
    masks.add(drawn("time-mask", frames, random));
    masks.add(drawn("frequency-mask", bands, random));
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    for (int i = 0; i < values.length; i++) {
      boolean inTime = i / bands >= masks.get(0)[0] && i / bands < masks.get(0)[1];
      boolean inFrequency = i % bands >= masks.get(1)[0] && i % bands < masks.get(1)[1];
      values[i] = inTime || inFrequency ? mean : values[i];
    }
  }

  /** Where a mask begins and ends on an axis; nowhere if none is asked for. */
  private int[] drawn(String name, int size, Random random) {
    int most = (int) Math.min(size, strengths.getOrDefault(name, 0.0));
    int width = most == 0 ? 0 : random.nextInt(most + 1);
    int start = width == 0 ? 0 : random.nextInt(size - width + 1);
    return new int[] {start, start + width};
  }

  /** What silence is: the floor, or as far below the loudest as values may be. */
  private static double least(double[] values, MelSpec.LogScale log) {
    double floor = log.log(0);
    double loudest = floor;
    for (double value : values) {
      loudest = Math.max(loudest, value);
    }
    return log.range().isPresent() ? Math.max(floor, loudest - log.range().getAsDouble()) : floor;
  }

  /**
   * @param steps later, or earlier if negative, to the nearest whole one
   * @param width values of one step
   * @param silence stands where nothing is known
   */
  private static double[] shifted(double[] values, double steps, int width, double silence) {
    long by = Math.round(steps) * width;
    double[] moved = new double[values.length];
    for (int i = 0; i < moved.length; i++) {
      long from = i - by;
      moved[i] = from >= 0 && from < values.length ? values[(int) from] : silence;
    }
    return moved;
  }

  /** Anything from minus a strength to the strength. */
  private double within(String name, Random random) {
    double most = strengths.getOrDefault(name, 0.0);
    return most == 0 ? 0 : most * (2 * random.nextDouble() - 1);
  }
}
