package dev.winnow.detection;

import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * BlazeFace: for each of 896 anchors a score before a sigmoid, and the box's centre, seen from the
 * anchor's, and extent in pixels of the input.
 *
 * <p>The anchors are those of MediaPipe's SsdAnchorsCalculator for strides of an eighth and a
 * sixteenth of 128 pixels' 16 and 8: two at each of 16 × 16 centres, six at each of 8 × 8, all of
 * the input's size, so that only their centres count.
 *
 * <p>Nothing keeps the extents of unsure boxes above 0. MediaPipe drops such boxes; here the sign
 * is dropped, so that something is covered there.
 */
record BlazeFaceDecoder(InputForm input, List<Layer> layers) implements OutputDecoder {
  private static final int VALUES = 16;

  /** The sigmoid of what is beyond is 0 or 1; MediaPipe cuts off there too. */
  private static final float STEEP = 100;

  /** One grid of anchors. */
  record Layer(int cells, int anchors, String scores, String boxes) {
    static Optional<Layer> of(Network network, int cells, int anchors) {
      int all = cells * cells * anchors;
      return Ports.output(network, all, 1)
          .flatMap(
              scores ->
                  Ports.output(network, all, VALUES)
                      .map(boxes -> new Layer(cells, anchors, scores, boxes)));
    }
  }

  static Optional<BlazeFaceDecoder> of(Network network) {
    Optional<Layer> fine = Layer.of(network, 16, 2);
    Optional<Layer> coarse = Layer.of(network, 8, 6);
    if (fine.isEmpty() || coarse.isEmpty()) {
      return Optional.empty();
    }
    return Ports.channelsLast(network)
        .filter(BlazeFaceDecoder::isSquare)
        .map(
            image ->
                new BlazeFaceDecoder(
                    InputForm.centredChannelsLast(
                        image, Colour.RGB, Normalization.same(3, 127.5, 127.5)),
                    List.of(fine.get(), coarse.get())));
  }

  private static boolean isSquare(Shape image) {
    return image.dim(0) == image.dim(1);
  }

  @Override
  public int classes() {
    return 1;
  }

  @Override
  public void decode(Outputs outputs, Candidates found) {
    for (Layer layer : layers) {
      FloatBuffer scores = outputs.values(layer.scores);
      FloatBuffer boxes = outputs.values(layer.boxes);
      float stride = (float) input.spec().width() / layer.cells;
      for (int i = 0; i < scores.capacity(); i++) {
        float score = sigmoid(scores.get(i));
        if (found.admit(score)) {
          int cell = i / layer.anchors;
          int column = cell % layer.cells;
          int row = cell / layer.cells;
          float x = (column + 0.5f) * stride + boxes.get(VALUES * i);
          float y = (row + 0.5f) * stride + boxes.get(VALUES * i + 1);
          float halfWidth = Math.abs(boxes.get(VALUES * i + 2)) / 2;
          float halfHeight = Math.abs(boxes.get(VALUES * i + 3)) / 2;
          found.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, 0);
        }
      }
    }
  }

  private static float sigmoid(float value) {
    float kept = Math.max(-STEEP, Math.min(STEEP, value));
    return (float) (1 / (1 + Math.exp(-kept)));
  }
}
