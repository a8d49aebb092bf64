package dev.winnow.series;

import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.AxisResampler;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.ReconstructionMeasure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Windows of readings as a decoder makes them: all channels, of a multiple of 8 values from 16 to
 * 256. They are alike in {@code rmse}, in units of each channel's standard deviation over the
 * originals, and drawn as curves.
 */
final class SeriesReconstruction implements ReconstructionForm {
  private static final int BLOCK = 8;
  private static final int SHORTEST = 16;
  private static final int LONGEST = 256;

  private final SeriesSpec spec;
  private final Shape shape;

  SeriesReconstruction(SeriesSpec spec) {
    int length = Math.max(SHORTEST, Math.min(LONGEST, spec.length() / BLOCK * BLOCK));
    this.spec = spec;
    this.shape = Shape.of(spec.channels().size(), length);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor of(Tensor prepared) {
    return resampled(prepared, shape.dim(1));
  }

  @Override
  public Optional<Tensor> prepared(Tensor form) {
    return Optional.of(resampled(form, spec.length()));
  }

  /** A step costs a fiftieth of one of images, and sets of series are small. */
  @Override
  public int epochs(int usual) {
    return 10 * usual;
  }

  @Override
  public List<ReconstructionMeasure> measures() {
    return List.of(new ReconstructionMeasure("rmse", SeriesReconstruction::rmse));
  }

  /** The curves themselves, and how strong each of their frequencies is. */
  @Override
  public List<CaptureFeature> judged() {
    return List.of(CaptureFeature.WHOLE, spectrum(shape.dim(0), shape.dim(1)));
  }

  static CaptureFeature spectrum(int channels, int length) {
    return new CaptureFeature("spectrum", new WelchSpectrum(channels, length)::of);
  }

  @Override
  public List<CaptureMedium> originals(Tensor prepared) {
    return drawn(SeriesPlot.of(spec, prepared));
  }

  @Override
  public List<CaptureMedium> seen(Tensor seen, Tensor prepared) {
    return drawn(SeriesPlot.of(spec, prepared).with(seen));
  }

  private static List<CaptureMedium> drawn(SeriesPlot plot) {
    byte[] svg = plot.svg().getBytes(StandardCharsets.UTF_8);
    return List.of(new CaptureMedium("image/svg+xml", plot.legend(), svg));
  }

  private static Tensor resampled(Tensor series, int length) {
    int count = series.shape().dim(0);
    int channels = series.shape().dim(1);
    AxisResampler resampler = new AxisResampler(series.shape().dim(2), length);
    Tensor made = Tensor.allocate(Shape.of(count, channels, length));
    float[] channel = new float[resampler.from()];
    var from = series.buffer();
    var into = made.buffer();
    for (int i = 0; i < count * channels; i++) {
      from.get(channel);
      into.put(resampler.of(channel));
    }
    return made;
  }

  /** The root of the mean square, over channels and time, of the difference in deviations. */
  private static double[] rmse(Tensor originals, Tensor seen) {
    Shape shape = originals.shape();
    int length = shape.dim(2);
    IntUnaryOperator channel = i -> i / length % shape.dim(1);
    double[] variances = variances(originals, channel);
    int size = shape.row().size();
    double[] found = new double[shape.dim(0)];
    for (int i = 0; i < shape.size(); i++) {
      double apart = (double) originals.buffer().get(i) - seen.buffer().get(i);
      found[i / size] += apart * apart / variances[channel.applyAsInt(i)] / size;
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = Math.sqrt(found[i]);
    }
    return found;
  }

  /** Of each channel over all windows; 1 where it never varies. */
  private static double[] variances(Tensor series, IntUnaryOperator channel) {
    int channels = series.shape().dim(1);
    double values = (double) series.shape().size() / channels;
    double[] means = new double[channels];
    double[] variances = new double[channels];
    for (int i = 0; i < series.shape().size(); i++) {
      means[channel.applyAsInt(i)] += series.buffer().get(i) / values;
    }
    for (int i = 0; i < series.shape().size(); i++) {
      double apart = series.buffer().get(i) - means[channel.applyAsInt(i)];
      variances[channel.applyAsInt(i)] += apart * apart / values;
    }
    for (int i = 0; i < channels; i++) {
      variances[i] = variances[i] > 0 ? variances[i] : 1;
    }
    return variances;
  }
}
