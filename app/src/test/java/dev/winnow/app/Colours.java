package dev.winnow.app;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A network that a person can follow, and images for it: which of three colours is strongest. */
public final class Colours {
  public static final List<String> LABELS = List.of("red", "green", "blue");

  private Colours() {}

  /** image → block (image + relu(image)) → pool → means → logits → probabilities. */
  public static Network network() {
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String image = builder.input("image", preprocessing().shape());
    String block = builder.add("block", builder.relu("inside", image), image);
    String means = builder.flatten("means", builder.globalAveragePool("pool", block));
    Tensor weight = Tensor.of(Shape.of(3, 3), 9, 0, 0, 0, 9, 0, 0, 0, 9);
    String logits = builder.gemm("logits", means, weight, Tensor.of(Shape.of(3), 0, 0, 0));
    return builder
        .output(builder.softmax("probabilities", logits))
        .card(ModelCard.of(LABELS, preprocessing()))
        .build();
  }

  public static ImageSpec preprocessing() {
    return new ImageSpec(
        8,
        8,
        1,
        ImageSpec.Fit.STRETCH,
        ImageSpec.Colour.RGB,
        new Normalization(List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0)));
  }

  /** Writes {@code NAME.onnx} into a folder. */
  static Path write(Path folder) {
    Path file = folder.resolve("colours.onnx");
    network().write(file);
    return file;
  }

  /** Writes a folder per colour with a few plain images in it. */
  static Path images(Path folder, int each) throws IOException {
    Path images = folder.resolve("images");
    for (int label = 0; label < LABELS.size(); label++) {
      Path of = Files.createDirectories(images.resolve(LABELS.get(label)));
      for (int i = 0; i < each; i++) {
        int[] rgb = {20 + i, 20 + i, 20 + i};
        rgb[label] = 220 - i;
        BufferedImage image = new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < 120; pixel++) {
          image.setRGB(pixel % 12, pixel / 12, new Color(rgb[0], rgb[1], rgb[2]).getRGB());
        }
        ImageIO.write(image, "png", of.resolve(i + ".png").toFile());
      }
    }
    return images;
  }
}
