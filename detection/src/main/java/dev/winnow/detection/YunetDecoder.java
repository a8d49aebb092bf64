package dev.winnow.detection;

import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * YuNet: for each cell of three grids the centre and the logarithm of the extent in cells, and two
 * scores, of which the geometric mean counts. As OpenCV's FaceDetectorYN decodes it.
 */
record YunetDecoder(InputForm input) implements OutputDecoder {
  private static final int[] STRIDES = {8, 16, 32};

  static Optional<YunetDecoder> of(Network network) {
    return Ports.channelsFirst(network)
        .filter(image -> hasGrids(network, image))
        .map(
            image ->
                new YunetDecoder(
                    InputForm.atTopLeft(image, Colour.BGR, Normalization.same(3, 0, 1), 0)));
  }

  private static boolean hasGrids(Network network, Shape image) {
    for (int stride : STRIDES) {
      int cells = image.dim(1) / stride * (image.dim(2) / stride);
      if (!has(network, "cls_" + stride, cells, 1)
          || !has(network, "obj_" + stride, cells, 1)
          || !has(network, "bbox_" + stride, cells, 4)) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(Network network, String name, int cells, int values) {
    return network.outputs().stream()
        .anyMatch(
            output -> output.name().equals(name) && output.shape().equals(Shape.of(cells, values)));
  }

  @Override
  public int classes() {
    return 1;
  }

  @Override
  public void decode(Outputs outputs, Candidates found) {
    for (int stride : STRIDES) {
      FloatBuffer classes = outputs.values("cls_" + stride);
      FloatBuffer objects = outputs.values("obj_" + stride);
      FloatBuffer boxes = outputs.values("bbox_" + stride);
      int columns = input.spec().width() / stride;
      for (int i = 0; i < classes.capacity(); i++) {
        float score = (float) Math.sqrt(share(classes.get(i)) * share(objects.get(i)));
        if (found.admit(score)) {
          int column = i % columns;
          int row = i / columns;
          float x = (column + boxes.get(4 * i)) * stride;
          float y = (row + boxes.get(4 * i + 1)) * stride;
          float halfWidth = (float) Math.exp(boxes.get(4 * i + 2)) * stride / 2;
          float halfHeight = (float) Math.exp(boxes.get(4 * i + 3)) * stride / 2;
          found.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, 0);
        }
      }
    }
  }

  /** Cut off at 0 and 1; what is no number stays none. */
  private static float share(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
