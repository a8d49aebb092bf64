package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;

/**
 * Convolutional networks of what goes on in time: blocks of a convolution, batch normalisation, a
 * rectifier and a pooling that halves, whose ends {@code pool1}, {@code pool2}, … are places to
 * cut; then the mean over the time that holds something, {@code pooled}, dropout and one dense
 * layer.
 */
final class Convolutional {
  private static final int[] CHANNELS = {32, 64, 96};
  private static final int[] PLANES = {16, 32, 48, 64};
  private static final int KERNEL = 5;
  private static final int SPACE = 3;

  /** Of the samples of a recording: 80 every 16, at 16 kHz 5 ms every millisecond. */
  private static final int FILTER = 80;

  private static final int STRIDE = 16;

  /** Of which a step is left after all poolings. */
  static final int SHORTEST = 1 << CHANNELS.length;

  static final int SMALLEST = 1 << PLANES.length;

  private Convolutional() {}

  /** Along time alone, of {@code series} or of {@code samples}. */
  static Network along(Blueprint plan) {
    NetworkBuilder builder = NetworkBuilder.named("cnn1d");
    Layers layers = new Layers(builder, plan.random());
    TemporalLayers temporal = new TemporalLayers(builder, layers);
    boolean sound = plan.input().rank() == 1;
    String x = builder.input(sound ? "samples" : "series", plan.input());
    int channels = plan.input().dim(0);
    if (sound) {
      String row = builder.integers("row", 0, 1, plan.input().dim(0));
      x = builder.node("Reshape", "wave", List.of(x, row), Attributes.none());
      x = temporal.strided("0", x, Shape.of(CHANNELS[0], 1, FILTER), STRIDE);
      channels = CHANNELS[0];
    }
    for (int i = 0; i < CHANNELS.length; i++) {
      x = temporal.block(String.valueOf(i + 1), x, Shape.of(CHANNELS[i], channels, KERNEL));
      channels = CHANNELS[i];
    }
    return temporal.classified(x, channels, 1, plan.classes(), plan.card());
  }

  /** Over time and bands, of a {@code spectrogram}. */
  static Network over(Blueprint plan) {
    NetworkBuilder builder = NetworkBuilder.named("cnn2d");
    TemporalLayers temporal = new TemporalLayers(builder, new Layers(builder, plan.random()));
    String x = builder.input("spectrogram", plan.input());
    int channels = plan.input().dim(0);
    for (int i = 0; i < PLANES.length; i++) {
      x = temporal.block(String.valueOf(i + 1), x, Shape.of(PLANES[i], channels, SPACE, SPACE));
      channels = PLANES[i];
    }
    return temporal.classified(x, channels, 2, plan.classes(), plan.card());
  }
}
