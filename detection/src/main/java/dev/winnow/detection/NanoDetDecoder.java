package dev.winnow.detection;

import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * NanoDet: for each cell of three grids the probabilities of the classes, and how far left, up,
 * right and down the sides are from the cell's middle, each as a distribution over 0 to 10 cells of
 * which the mean counts (generalized focal loss).
 */
record NanoDetDecoder(InputForm input, List<Grid> grids, int classes) implements OutputDecoder {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int BINS = 11;
  private static final int SIDES = 4;

  /** ImageNet's statistics of blue, green and red. */
  private static final Normalization NORMALIZATION =
      new Normalization(List.of(103.53, 116.28, 123.675), List.of(57.375, 57.12, 58.395));

  /** One grid of cells. */
  record Grid(int stride, String scores, String distances) {}

  static Optional<NanoDetDecoder> of(Network network) {
    return Ports.channelsFirst(network).flatMap(image -> of(network, image));
  }

  private static Optional<NanoDetDecoder> of(Network network, Shape image) {
    List<Grid> grids = new ArrayList<>();
    int classes = 0;
    for (int stride : STRIDES) {
      int cells = image.dim(1) / stride * (image.dim(2) / stride);
      Optional<String> distances = Ports.output(network, cells, SIDES * BINS);
      List<TensorSpec> scores =
          network.outputs().stream()
              .filter(output -> output.shape().rank() == 2 && output.shape().dim(0) == cells)
              .filter(output -> output.shape().dim(1) != SIDES * BINS)
              .toList();
      if (distances.isEmpty() || scores.size() != 1) {
        return Optional.empty();
      }
      classes = scores.get(0).shape().dim(1);
      grids.add(new Grid(stride, scores.get(0).name(), distances.get()));
    }
    return Optional.of(
        new NanoDetDecoder(InputForm.stretched(image, Colour.BGR, NORMALIZATION), grids, classes));
  }

  @Override
  public void decode(Outputs outputs, Candidates found) {
    float[] cell = new float[classes];
    for (Grid grid : grids) {
      FloatBuffer scores = outputs.values(grid.scores);
      FloatBuffer distances = outputs.values(grid.distances);
      int columns = input.spec().width() / grid.stride;
      for (int i = 0; scores.hasRemaining(); i++) {
        scores.get(cell);
        int label = Likeliest.of(cell, 0);
        if (found.admit(cell[label])) {
          int column = i % columns;
          int row = i / columns;
          float x = (column + 0.5f) * grid.stride;
          float y = (row + 0.5f) * grid.stride;
          int at = SIDES * BINS * i;
          found.add(
              x - grid.stride * mean(distances, at),
              y - grid.stride * mean(distances, at + BINS),
              x + grid.stride * mean(distances, at + 2 * BINS),
              y + grid.stride * mean(distances, at + 3 * BINS),
              cell[label],
              label);
        }
      }
    }
  }

  /** The mean of a distribution that is given before a softmax, in cells. */
  private static float mean(FloatBuffer values, int from) {
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < BINS; i++) {
      most = Math.max(most, values.get(from + i));
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < BINS; i++) {
      double weight = Math.exp(values.get(from + i) - most);
      sum += weight;
      weighted += i * weight;
    }
    return (float) (weighted / sum);
  }
}
