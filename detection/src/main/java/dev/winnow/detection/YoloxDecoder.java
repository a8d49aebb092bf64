package dev.winnow.detection;

import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * YOLOX: for each cell of three grids the centre in cells, the logarithm of the extent in cells,
 * whether there is an object, and which. Its score is the product; of the classes the likeliest
 * counts.
 */
record YoloxDecoder(InputForm input, String output, int classes) implements OutputDecoder {
  private static final int[] STRIDES = {8, 16, 32};
  private static final int BEFORE_CLASSES = 5;
  private static final int GREY = 114;

  static Optional<YoloxDecoder> of(Network network) {
    if (network.outputs().size() != 1) {
      return Optional.empty();
    }
    TensorSpec output = network.outputs().get(0);
    return Ports.channelsFirst(network)
        .filter(image -> isGrid(image, output.shape()))
        .map(
            image ->
                new YoloxDecoder(
                    InputForm.atTopLeft(image, Colour.BGR, Normalization.same(3, 0, 1), GREY),
                    output.name(),
                    output.shape().dim(1) - BEFORE_CLASSES));
  }

  private static boolean isGrid(Shape image, Shape output) {
    int cells = 0;
    for (int stride : STRIDES) {
      cells += image.dim(1) / stride * (image.dim(2) / stride);
    }
    return output.rank() == 2 && output.dim(0) == cells && output.dim(1) > BEFORE_CLASSES;
  }

  @Override
  public void decode(Outputs outputs, Candidates found) {
    FloatBuffer values = outputs.values(output);
    float[] cell = new float[BEFORE_CLASSES + classes];
    for (int stride : STRIDES) {
      int columns = input.spec().width() / stride;
      int rows = input.spec().height() / stride;
      for (int i = 0; i < columns * rows; i++) {
        values.get(cell);
        int label = Likeliest.of(cell, BEFORE_CLASSES);
        float score = cell[4] * cell[BEFORE_CLASSES + label];
        if (found.admit(score)) {
          add(cell, i % columns, i / columns, stride, found, score, label);
        }
      }
    }
  }

  private static void add(
      float[] cell, int column, int row, int stride, Candidates found, float score, int label) {
    float x = (cell[0] + column) * stride;
    float y = (cell[1] + row) * stride;
    float halfWidth = (float) Math.exp(cell[2]) * stride / 2;
    float halfHeight = (float) Math.exp(cell[3]) * stride / 2;
    found.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, label);
  }
}
