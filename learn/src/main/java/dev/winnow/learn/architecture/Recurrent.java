package dev.winnow.learn.architecture;

import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;

/**
 * Recurrent networks: what was taken, step by step or after some convolutions, goes through the
 * layers of {@link RecurrentLayers}; then the last state, {@code hidden}, dropout and one dense
 * layer. Places to cut are {@code hidden}, {@code sequence1}, … between layers, and {@code pool1},
 * … after convolutions.
 */
final class Recurrent {
  private static final int[] CHANNELS = {32, 64};
  private static final int[] PLANES = {16, 32};
  private static final int KERNEL = 5;
  private static final int SPACE = 3;

  /** Of which a step is left after all poolings. */
  static final int SMALLEST = 1 << CHANNELS.length;

  private final Blueprint plan;
  private final NetworkBuilder builder;
  private final Layers layers;
  private final RecurrentLayers recurrent;

  private Recurrent(String name, Blueprint plan) {
    this.plan = plan;
    this.builder = NetworkBuilder.named(name);
    this.layers = new Layers(builder, plan.random());
    this.recurrent = new RecurrentLayers(builder, layers, plan.recurrent(), name.equals("lstm"));
  }

  static Network gru(Blueprint plan) {
    return new Recurrent("gru", plan).alone();
  }

  static Network lstm(Blueprint plan) {
    return new Recurrent("lstm", plan).alone();
  }

  static Network crnn(Blueprint plan) {
    Recurrent network = new Recurrent("crnn", plan);
    return plan.input().rank() == 2 ? network.afterSeries() : network.afterSpectrogram();
  }

  /** Each channel is normalised first; where a series ends is seen before. */
  private Network alone() {
    Shape input = plan.input();
    if (input.rank() == 2) {
      String x = builder.input("series", input);
      return ended(x, input.dim(0), input.dim(1));
    }
    String x = builder.input("spectrogram", input);
    int channels = input.dim(0) * input.dim(2);
    return ended(byTime(x, channels, input.dim(1)), channels, input.dim(1));
  }

  private Network ended(String x, int channels, int steps) {
    String ends = recurrent.ends(1, x, steps);
    String hidden = recurrent.stacked(layers.normalised("0", x, channels), ends, channels, steps);
    return classified(hidden);
  }

  private Network afterSeries() {
    TemporalLayers temporal = new TemporalLayers(builder, layers);
    String x = builder.input("series", plan.input());
    int channels = plan.input().dim(0);
    int steps = plan.input().dim(1);
    for (int i = 0; i < CHANNELS.length; i++) {
      x = temporal.block(String.valueOf(i + 1), x, Shape.of(CHANNELS[i], channels, KERNEL));
      channels = CHANNELS[i];
      steps /= 2;
    }
    return classified(recurrent.stacked(x, recurrent.ends(1, x, steps), channels, steps));
  }

  private Network afterSpectrogram() {
    TemporalLayers temporal = new TemporalLayers(builder, layers);
    String x = builder.input("spectrogram", plan.input());
    int channels = plan.input().dim(0);
    int steps = plan.input().dim(1);
    int bands = plan.input().dim(2);
    for (int i = 0; i < PLANES.length; i++) {
      x = temporal.block(String.valueOf(i + 1), x, Shape.of(PLANES[i], channels, SPACE, SPACE));
      channels = PLANES[i];
      steps /= 2;
      bands /= 2;
    }
    x = byTime(x, channels * bands, steps);
    return classified(recurrent.stacked(x, recurrent.ends(1, x, steps), channels * bands, steps));
  }

  /** Samples × (channels · bands) × time of samples × channels × time × bands. */
  private String byTime(String x, int channels, int steps) {
    String turned =
        builder.node("Transpose", "bands", List.of(x), none().withIntegers("perm", 0, 1, 3, 2));
    String shape = builder.integers("frames", 0, channels, steps);
    return builder.node("Reshape", "steps", List.of(turned, shape), none());
  }

  private Network classified(String hidden) {
    int width = plan.recurrent().hidden() * plan.recurrent().directions();
    return layers.ended(hidden, width, plan.classes(), plan.card());
  }
}
