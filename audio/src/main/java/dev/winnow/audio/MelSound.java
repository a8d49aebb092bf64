package dev.winnow.audio;

import dev.winnow.core.MelSpec;
import java.util.Arrays;

/**
 * Makes a mel spectrogram audible: what stood in a band is laid out evenly over its bins, and
 * {@link GriffinLim} finds phases. Voices sound as through a thin wall, and stay the voices that
 * they are.
 */
final class MelSound {
  private static final double TEN = 10;

  private final MelSpec spec;
  private final MelFilters filters;
  private final GriffinLim phases;

  MelSound(MelSpec spec, int rate) {
    this.spec = spec;
    this.filters = MelFilters.of(spec.bands(), spec.stft(), rate);
    this.phases = new GriffinLim(spec.stft());
  }

  /**
   * Sound from −1 to 1.
   *
   * @param decibels of power in each band, frame by frame
   * @param samples of the sound
   */
  double[] of(float[] decibels, int samples) {
    int count = spec.bands().count();
    double[][] magnitudes = new double[decibels.length / count][];
    double floor = decibelsOf(spec.log().floor());
    for (int frame = 0; frame < magnitudes.length; frame++) {
      double[] powers = new double[count];
      for (int band = 0; band < count; band++) {
        double level = decibels[frame * count + band];
        powers[band] = level <= floor ? 0 : Math.pow(TEN, level / TEN);
      }
      magnitudes[frame] = magnitudes(powers);
    }
    double[] sound = phases.of(magnitudes, samples, /* seed= */ 0);
    return Arrays.stream(sound).map(value -> Math.max(-1, Math.min(1, value))).toArray();
  }

  private double decibelsOf(double value) {
    return TEN * Math.log10(spec.stft().power() == 2 ? value : value * value);
  }

  /** A band is a sum of powers, or of magnitudes, whose square stands in its decibels. */
  private double[] magnitudes(double[] powers) {
    boolean ofPower = spec.stft().power() == 2;
    double[] bands = Arrays.stream(powers).map(p -> ofPower ? p : Math.sqrt(p)).toArray();
    double[] bins = filters.spread(bands, spec.stft().bins());
    return Arrays.stream(bins).map(bin -> ofPower ? Math.sqrt(bin) : bin).toArray();
  }
}
