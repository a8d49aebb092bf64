package dev.winnow.learn.architecture;

import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Layers of recurrent cells. A series ends with its last step that is not all zeros, of what each
 * layer takes: beyond, a layer leaves zeros, and its last state is that of the end.
 *
 * <p>Between layers go samples × channels × time.
 */
final class RecurrentLayers {
  private static final int INT32 = 6;
  private static final int INT64 = 7;

  private final NetworkBuilder builder;
  private final Layers layers;
  private final RecurrentSettings settings;
  private final boolean lstm;

  /**
   * @param lstm whether cells are LSTM, not GRU
   */
  RecurrentLayers(NetworkBuilder builder, Layers layers, RecurrentSettings settings, boolean lstm) {
    this.builder = builder;
    this.layers = layers;
    this.settings = settings;
    this.lstm = lstm;
  }

  /**
   * Adds all layers, after each but the last the tensor {@code sequence} and its number.
   *
   * @param x samples × channels × time
   * @param end of each series, see {@link #ends}
   * @param steps extent of time
   * @return the last states, {@code hidden}: samples × (directions · hidden)
   */
  String stacked(String x, String end, int channels, int steps) {
    String sequence = x;
    String ends = end;
    int size = channels;
    int width = settings.directions() * settings.hidden();
    for (int layer = 1; layer < settings.layers(); layer++) {
      cell(layer, sequence, ends, size);
      // Time × directions × samples × hidden, which is how ONNX has it.
      String turned = transposed("turned" + layer, "all" + layer, 2, 1, 3, 0);
      String shape = builder.integers("width" + layer, 0, width, steps);
      sequence = builder.node("Reshape", "sequence" + layer, List.of(turned, shape), none());
      ends = ends(layer + 1, sequence, steps);
      size = width;
    }
    cell(settings.layers(), sequence, ends, size);
    String last = transposed("state", "last" + settings.layers(), 1, 0, 2);
    return builder.flatten("hidden", last);
  }

  /**
   * The number of steps of each series up to its last one that is not all zeros.
   *
   * @param x samples × channels × time
   * @return {@code ends} and the layer
   */
  String ends(int layer, String x, int steps) {
    String name = "ends" + layer;
    String square = builder.node("Mul", name + ".square", List.of(x, x), none());
    Attributes channels = none().withIntegers("axes", 1).withInteger("keepdims", 0);
    String power = builder.node("ReduceMean", name + ".power", List.of(square), channels);
    String mask = builder.node("Sign", name + ".sign", List.of(power), none());
    mask = builder.node("Cast", name + ".mask", List.of(mask), none().withInteger("to", INT64));
    String count = builder.integers(name + ".steps", LongStream.rangeClosed(1, steps).toArray());
    String counted = builder.node("Mul", name + ".counted", List.of(mask, count), none());
    String last = builder.node("ReduceMax", name + ".last", List.of(counted), channels);
    return builder.node("Cast", name, List.of(last), none().withInteger("to", INT32));
  }

  private void cell(int layer, String x, String ends, int channels) {
    int gates = lstm ? 4 : 3;
    int directions = settings.directions();
    int hidden = settings.hidden();
    String name = (lstm ? "lstm" : "gru") + layer;
    double bound = 1 / Math.sqrt(hidden);
    List<String> inputs = new ArrayList<>();
    inputs.add(transposed("time" + layer, x, 2, 0, 1));
    inputs.add(
        builder.constant(
            name + ".input",
            layers.uniform(Shape.of(directions, gates * hidden, channels), bound)));
    inputs.add(
        builder.constant(
            name + ".state", layers.uniform(Shape.of(directions, gates * hidden, hidden), bound)));
    inputs.add(builder.constant(name + ".bias", biases(gates)));
    inputs.add(ends);
    Attributes attributes = none().withInteger("hidden_size", hidden);
    if (directions > 1) {
      attributes = attributes.withText("direction", "bidirectional");
    }
    List<String> made = List.of("all" + layer, "last" + layer);
    if (lstm) {
      builder.node("LSTM", name, inputs, made, attributes);
    } else {
      // As PyTorch and cuDNN have it.
      builder.node("GRU", name, inputs, made, attributes.withInteger("linear_before_reset", 1));
    }
  }

  /** Zeros, but ones where an LSTM forgets, so that it remembers at first (Gers et al. 2000). */
  private Tensor biases(int gates) {
    int hidden = settings.hidden();
    float[] values = new float[settings.directions() * 2 * gates * hidden];
    for (int direction = 0; lstm && direction < settings.directions(); direction++) {
      for (int i = 0; i < hidden; i++) {
        values[direction * 2 * gates * hidden + 2 * hidden + i] = 1;
      }
    }
    return Tensor.of(Shape.of(settings.directions(), 2 * gates * hidden), values);
  }

  private String transposed(String name, String x, long... order) {
    return builder.node("Transpose", name, List.of(x), none().withIntegers("perm", order));
  }
}
