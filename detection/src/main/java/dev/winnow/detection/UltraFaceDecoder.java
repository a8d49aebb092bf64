package dev.winnow.detection;

import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import java.nio.FloatBuffer;
import java.util.Optional;

/** UltraFace: for each anchor the shares of background and face, and corners in shares. */
record UltraFaceDecoder(InputForm input, String scores, String boxes) implements OutputDecoder {

  static Optional<UltraFaceDecoder> of(Network network) {
    if (network.outputs().size() != 2) {
      return Optional.empty();
    }
    Shape first = network.outputs().get(0).shape();
    int anchors = first.rank() == 2 ? first.dim(0) : 0;
    Optional<String> scores = Ports.output(network, anchors, 2);
    Optional<String> boxes = Ports.output(network, anchors, 4);
    if (scores.isEmpty() || boxes.isEmpty()) {
      return Optional.empty();
    }
    return Ports.channelsFirst(network)
        .map(
            image ->
                new UltraFaceDecoder(
                    InputForm.stretched(image, Colour.RGB, Normalization.same(3, 127, 128)),
                    scores.get(),
                    boxes.get()));
  }

  @Override
  public int classes() {
    return 1;
  }

  @Override
  public void decode(Outputs outputs, Candidates found) {
    FloatBuffer shares = outputs.values(scores);
    FloatBuffer corners = outputs.values(boxes);
    int width = input.spec().width();
    int height = input.spec().height();
    for (int i = 0; i < shares.capacity() / 2; i++) {
      float score = shares.get(2 * i + 1);
      if (found.admit(score)) {
        found.add(
            corners.get(4 * i) * width,
            corners.get(4 * i + 1) * height,
            corners.get(4 * i + 2) * width,
            corners.get(4 * i + 3) * height,
            score,
            0);
      }
    }
  }
}
