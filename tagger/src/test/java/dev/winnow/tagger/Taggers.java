package dev.winnow.tagger;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.detection.DetectorFamily;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Networks whose answers can be worked out on paper, and images for them. */
final class Taggers {
  static final List<String> LABELS = List.of("red thing", "green thing");

  /** Cells of YOLOX at strides of 8, 16 and 32 for 32×32 pixels. */
  private static final int CELLS = 16 + 4 + 1;

  private static final int NUMBERS = 5 + 2;

  private Taggers() {}

  /**
   * A YOLOX of 32×32 pixels that finds one object in the middle of an image, half as wide and high
   * as it: a red thing as surely as the image is red, or a green one as it is green.
   */
  static Network detector() {
    float[] weight = new float[CELLS * NUMBERS * 3];
    float[] bias = new float[CELLS * NUMBERS];
    int last = (CELLS - 1) * NUMBERS;
    // In cells of 32 pixels: the centre, and the logarithm of the extent.
    bias[last] = 0.5f;
    bias[last + 1] = 0.5f;
    bias[last + 2] = (float) Math.log(0.5);
    bias[last + 3] = (float) Math.log(0.5);
    bias[last + 4] = 1;
    // The input is blue, green, red, from 0 to 255.
    weight[3 * (last + 5) + 2] = 1 / 255f;
    weight[3 * (last + 6) + 1] = 1 / 255f;
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String image = builder.input("images", Shape.of(3, 32, 32));
    String means = builder.flatten("means", builder.globalAveragePool("pool", image));
    String flat =
        builder.gemm(
            "flat",
            means,
            Tensor.of(Shape.of(CELLS * NUMBERS, 3), weight),
            Tensor.of(Shape.of(CELLS * NUMBERS), bias));
    String shape = builder.integers("shape", -1, CELLS, NUMBERS);
    String cells = builder.node("Reshape", "output", List.of(flat, shape), Attributes.none());
    return builder.output(cells).build();
  }

  static DetectorSpec spec() {
    return new DetectorSpec(DetectorFamily.YOLOX, 0.3, 0.45, LABELS, 1);
  }

  /** The softmax of the mean red and green, from 0 to 1. */
  static Network classifier() {
    NetworkBuilder builder = NetworkBuilder.named("colour");
    String image = builder.input("pixels", Shape.of(3, 8, 8));
    String means = builder.flatten("means", builder.globalAveragePool("pool", image));
    String logits =
        builder.gemm(
            "logits",
            means,
            Tensor.of(Shape.of(2, 3), 1, 0, 0, 0, 1, 0),
            Tensor.of(Shape.of(2), 0, 0));
    ImageSpec prepared =
        new ImageSpec(
            8,
            8,
            1,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            new Normalization(List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0)));
    return builder
        .output(builder.softmax("probabilities", logits))
        .card(ModelCard.of(List.of("red", "green"), prepared))
        .build();
  }

  static byte[] jpeg(Color colour) {
    return image("jpg", colour);
  }

  static byte[] image(String format, Color colour) {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D painter = image.createGraphics();
    painter.setColor(colour);
    painter.fillRect(0, 0, 64, 64);
    painter.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A JPEG whose header promises 12,000 × 9,000 pixels. */
  static byte[] bomb() {
    byte[] bomb = jpeg(Color.RED);
    int frame = 0;
    while (bomb[frame] != (byte) 0xff || bomb[frame + 1] != (byte) 0xc0) {
      frame++;
    }
    // ITU-T T.81, B.2.2: marker, length, precision, number of lines, samples per line.
    bomb[frame + 5] = (byte) (9_000 >> 8);
    bomb[frame + 6] = (byte) 9_000;
    bomb[frame + 7] = (byte) (12_000 >> 8);
    bomb[frame + 8] = (byte) 12_000;
    return bomb;
  }
}
