package dev.winnow.series;

/**
 * The low-pass before readings are thinned out to a lower rate: a windowed sinc over {@value
 * #REACH} values of the lower rate on either side, with a Kaiser window of β = 5. It passes up to
 * .8 of half the lower rate and stops, by 54 dB, from half the lower rate on (Oppenheim and
 * Schafer, "Discrete-Time Signal Processing", on Kaiser's design), so that nothing folds back. Its
 * gain at rest is 1. Of readings at a whole multiple of the lower rate it makes what SciPy does
 * with {@code firwin(2 * 16 * factor + 1, 0.9 / factor, window=("kaiser", 5))}.
 *
 * <p>Readings count as long as it takes from the middle between them and the one before to the
 * middle between them and the next, so that they need not come at a steady rate.
 */
final class DecimationFilter {
  /** Values of the lower rate on either side of each that count. */
  static final int REACH = 16;

  /** Where the gain is a half, as a share of half the lower rate. */
  private static final double CUTOFF = 0.9;

  private static final double BETA = 5;
  private static final double NEGLIGIBLE = 1e-17;

  /**
   * Places of the kernel that are worked out beforehand, for each value; lines lie between them.
   */
  private static final int PLACES = 2048;

  /** Times computed from decimals miss one another by less than this share of a value. */
  private static final double ROUNDING = 1e-6;

  private static final double[] KERNEL = kernel();

  private final double[] times;
  private final double[] values;
  private final double step;
  private final double rate;

  /**
   * A filter of readings.
   *
   * @param times of readings in seconds, rising
   * @param values of them; before the first and after the last one, they go on with it
   * @param step between readings that go on, in seconds
   * @param rate in values per second that readings are thinned out to
   */
  DecimationFilter(double[] times, double[] values, double step, double rate) {
    this.times = times;
    this.values = values;
    this.step = step;
    this.rate = rate;
  }

  /**
   * The filtered value at a time.
   *
   * @param near number of a reading, from which those that count are looked for
   */
  double at(double seconds, int near) {
    double reach = (REACH + ROUNDING) / rate;
    int first = near;
    while (first > 0 && times[first - 1] >= seconds - reach) {
      first--;
    }
    double sum = 0;
    double all = 0;
    for (int i = first; i < times.length && times[i] <= seconds + reach; i++) {
      double weight = weight(i) * kernel((times[i] - seconds) * rate);
      sum += weight * values[i];
      all += weight;
    }
    double before = held(seconds - times[0], reach);
    double after = held(times[times.length - 1] - seconds, reach);
    return (sum + before * values[0] + after * values[values.length - 1]) / (all + before + after);
  }

  /** The weights of all readings that go on beyond an end. */
  private double held(double distance, double reach) {
    double weight = 0;
    for (double from = distance + step; from <= reach; from += step) {
      weight += from < -reach ? 0 : step * kernel(from * rate);
    }
    return weight;
  }

  private double weight(int i) {
    double before = i == 0 ? step : times[i] - times[i - 1];
    double after = i == times.length - 1 ? step : times[i + 1] - times[i];
    return (before + after) / 2;
  }

  private static double kernel(double distance) {
    double place = Math.min(Math.abs(distance) * PLACES, KERNEL.length - 1);
    int below = Math.min((int) place, KERNEL.length - 2);
    return KERNEL[below] + (place - below) * (KERNEL[below + 1] - KERNEL[below]);
  }

  private static double[] kernel() {
    double[] kernel = new double[REACH * PLACES + 1];
    for (int i = 0; i < kernel.length; i++) {
      double share = i / (double) (kernel.length - 1);
      double angle = Math.PI * CUTOFF * i / PLACES;
      double sinc = i == 0 ? 1 : Math.sin(angle) / angle;
      kernel[i] = sinc * bessel(BETA * Math.sqrt(1 - share * share));
    }
    return kernel;
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > NEGLIGIBLE * sum; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
