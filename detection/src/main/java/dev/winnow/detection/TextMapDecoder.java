package dev.winnow.detection;

import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * PP-OCR's text detection: a map of how surely each pixel lies in the kernel of a line of text.
 * Kernels are what holds together of the pixels above 0.3; the score is their mean. Training
 * shrinks lines to their kernels, and each box is grown back: by its area times 1.5 over its
 * perimeter. Boxes are upright, and cover slanted lines whole.
 */
record TextMapDecoder(InputForm input, String output) implements OutputDecoder {
  private static final float KERNEL = 0.3f;
  private static final float UNCLIP = 1.5f;
  private static final int SMALLEST = 3;

  /** ImageNet's statistics of red, green and blue, which PaddleOCR lays on blue, green and red. */
  private static final Normalization NORMALIZATION =
      new Normalization(
          List.of(0.485 * 255, 0.456 * 255, 0.406 * 255),
          List.of(0.229 * 255, 0.224 * 255, 0.225 * 255));

  static Optional<TextMapDecoder> of(Network network) {
    if (network.outputs().size() != 1) {
      return Optional.empty();
    }
    TensorSpec map = network.outputs().get(0);
    return Ports.channelsFirst(network)
        .filter(image -> map.shape().dims().equals(List.of(1, image.dim(1), image.dim(2))))
        .map(
            image ->
                new TextMapDecoder(
                    InputForm.atTopLeft(image, Colour.BGR, NORMALIZATION, 0), map.name()));
  }

  @Override
  public int classes() {
    return 1;
  }

  @Override
  public void decode(Outputs outputs, Candidates found) {
    FloatBuffer values = outputs.values(output);
    float[] map = new float[values.capacity()];
    values.get(map);
    for (float value : map) {
      found.admit(value);
    }
    for (Blob blob : Blob.allIn(map, input.spec().width(), KERNEL)) {
      if (Math.min(blob.width(), blob.height()) >= SMALLEST && found.admit(blob.mean())) {
        add(blob, found);
      }
    }
  }

  private static void add(Blob blob, Candidates found) {
    float width = blob.width();
    float height = blob.height();
    float grown = UNCLIP * width * height / (2 * (width + height));
    found.add(
        blob.left() - grown,
        blob.top() - grown,
        blob.right() + grown,
        blob.bottom() + grown,
        blob.mean(),
        0);
  }
}
