package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.StftSpec;
import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Makes log-mel spectrograms as {@link MelSpec} describes them: {@code torch.stft} with a periodic
 * Hann window, triangles of HTK or of Slaney's Auditory Toolbox, and a logarithm.
 *
 * <p>Safe for use by several threads. Cost: a transform of {@code fft} samples for each frame.
 */
public final class MelSpectrogram {
  private final MelSpec spec;
  private final MelFilters filters;
  private final double[] window;
  private final DoubleFFT_1D transform;

  private MelSpectrogram(MelSpec spec, int rate) {
    this.spec = spec;
    this.filters = MelFilters.of(spec.bands(), spec.stft(), rate);
    this.window = hann(spec.stft().window());
    // Its tables are only read from now on, and up to 8,192 samples it starts no threads.
    this.transform = new DoubleFFT_1D(spec.stft().fft());
  }

  /**
   * Who makes such spectrograms.
   *
   * @param rate of the samples, per second; {@link AudioSpec} checks that it suits the bands
   */
  public static MelSpectrogram of(MelSpec spec, int rate) {
    return new MelSpectrogram(spec, rate);
  }

  /**
   * The spectrogram of a recording, frame by frame, of each the lowest band first.
   *
   * @param samples as many as give a frame
   */
  public double[] of(double[] samples) {
    return of(samples, 0, FrameStore.NONE);
  }

  /**
   * The spectrogram of a part of a recording, to the last bit the same whatever is kept.
   *
   * @param samples as many as give a frame
   * @param recorded how many of them are the recording's; silence follows
   * @param store keeps the frames that lie within these
   */
  double[] of(double[] samples, int recorded, FrameStore store) {
    StftSpec stft = spec.stft();
    int frames = stft.frames(samples.length);
    int bands = spec.bands().count();
    double[] values = new double[frames * bands];
    double[] frame = new double[stft.fft()];
    double[] bins = new double[stft.bins()];
    int before = (stft.fft() - stft.window()) / 2 - (stft.center() ? stft.fft() / 2 : 0);
    for (int i = 0; i < frames; i++) {
      int from = i * stft.hop() + before;
      boolean isWithin = from >= 0 && from + window.length <= recorded;
      FrameStore kept = isWithin ? store : FrameStore.NONE;
      double[] levels = kept.frame(from, () -> levels(samples, from, frame, bins));
      System.arraycopy(levels, 0, values, i * bands, bands);
    }
    limit(values);
    return values;
  }

  /**
   * @param frame overwritten
   * @param bins overwritten
   */
  private double[] levels(double[] samples, int from, double[] frame, double[] bins) {
    cut(samples, from, frame);
    transform.realForward(frame);
    spectrum(frame, bins);
    double[] levels = new double[spec.bands().count()];
    Arrays.setAll(levels, band -> spec.log().log(filters.sum(band, bins)));
    return levels;
  }

  /** The part under the window; where in the frame it stands turns phases alone, not magnitudes. */
  private void cut(double[] samples, int from, double[] frame) {
    Arrays.fill(frame, 0);
    for (int i = 0; i < window.length; i++) {
      frame[i] = window[i] * samples[mirrored(from + i, samples.length)];
    }
  }

  private static int mirrored(int at, int length) {
    int inside = Math.abs(at);
    return inside < length ? inside : 2 * (length - 1) - inside;
  }

  /** Of the packed form: the last bin's real part stands where the first has no imaginary one. */
  private void spectrum(double[] packed, double[] bins) {
    int last = bins.length - 1;
    bins[0] = powered(packed[0], 0);
    bins[last] = powered(packed[1], 0);
    for (int bin = 1; bin < last; bin++) {
      bins[bin] = powered(packed[2 * bin], packed[2 * bin + 1]);
    }
  }

  private double powered(double real, double imaginary) {
    double power = real * real + imaginary * imaginary;
    return spec.stft().power() == 2 ? power : Math.sqrt(power);
  }

  private void limit(double[] values) {
    spec.log()
        .range()
        .ifPresent(
            range -> {
              double least = Arrays.stream(values).max().orElse(0) - range;
              Arrays.setAll(values, i -> Math.max(values[i], least));
            });
  }

  private static double[] hann(int length) {
    double[] window = new double[length];
    Arrays.setAll(window, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
    return window;
  }
}
