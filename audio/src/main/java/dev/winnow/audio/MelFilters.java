package dev.winnow.audio;

import dev.winnow.core.MelSpec;
import dev.winnow.core.StftSpec;
import java.util.Arrays;

/** The triangles of {@link MelSpec.Bands} over the bins of a spectrum. */
final class MelFilters {
  /** Where Slaney's scale turns logarithmic: 15 mel. */
  private static final double BREAK_HZ = 1_000;

  private static final double HZ_PER_MEL = 200.0 / 3;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private final int[] first;
  private final double[][] weights;

  private MelFilters(int[] first, double[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  static MelFilters of(MelSpec.Bands bands, StftSpec stft, int rate) {
    double[] corners = corners(bands);
    int[] first = new int[bands.count()];
    double[][] weights = new double[bands.count()][];
    double width = (double) rate / stft.fft();
    for (int band = 0; band < bands.count(); band++) {
      double low = corners[band];
      double high = corners[band + 2];
      int from = Math.max(0, (int) Math.floor(low / width));
      int to = Math.min(stft.bins() - 1, (int) Math.ceil(high / width));
      double height = bands.norm() == MelSpec.Bands.Norm.SLANEY ? 2 / (high - low) : 1;
      first[band] = from;
      weights[band] = new double[Math.max(0, to - from + 1)];
      for (int bin = from; bin <= to; bin++) {
        double up = (bin * width - low) / (corners[band + 1] - low);
        double down = (high - bin * width) / (high - corners[band + 1]);
        weights[band][bin - from] = height * Math.max(0, Math.min(up, down));
      }
    }
    return new MelFilters(first, weights);
  }

  /** What the bins of one spectrum give in a band. */
  double sum(int band, double[] bins) {
    double sum = 0;
    for (int i = 0; i < weights[band].length; i++) {
      sum += weights[band][i] * bins[first[band] + i];
    }
    return sum;
  }

  /**
   * What stood in bands, laid out evenly over their bins, so that the bands would be about the same
   * again.
   *
   * @param count of bins
   */
  double[] spread(double[] bands, int count) {
    double[] bins = new double[count];
    double[] shares = new double[count];
    for (int band = 0; band < bands.length; band++) {
      double area = Math.max(Arrays.stream(weights[band]).sum(), Double.MIN_NORMAL);
      for (int i = 0; i < weights[band].length; i++) {
        bins[first[band] + i] += weights[band][i] * bands[band] / area;
        shares[first[band] + i] += weights[band][i];
      }
    }
    Arrays.setAll(bins, bin -> bins[bin] / Math.max(shares[bin], Double.MIN_NORMAL));
    return bins;
  }

  private static double[] corners(MelSpec.Bands bands) {
    double low = mel(bands.low(), bands.scale());
    double high = mel(bands.high(), bands.scale());
    double[] corners = new double[bands.count() + 2];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = hertz(low + (high - low) * i / (bands.count() + 1), bands.scale());
    }
    return corners;
  }

  private static double mel(double hertz, MelSpec.Bands.Scale scale) {
    return switch (scale) {
      case HTK -> 2595 * Math.log10(1 + hertz / 700);
      case SLANEY ->
          hertz < BREAK_HZ
              ? hertz / HZ_PER_MEL
              : BREAK_HZ / HZ_PER_MEL + Math.log(hertz / BREAK_HZ) / LOG_STEP;
    };
  }

  private static double hertz(double mel, MelSpec.Bands.Scale scale) {
    return switch (scale) {
      case HTK -> 700 * (Math.pow(10, mel / 2595) - 1);
      case SLANEY ->
          mel < BREAK_HZ / HZ_PER_MEL
              ? mel * HZ_PER_MEL
              : BREAK_HZ * Math.exp(LOG_STEP * (mel - BREAK_HZ / HZ_PER_MEL));
    };
  }
}
