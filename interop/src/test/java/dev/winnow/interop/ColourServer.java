package dev.winnow.interop;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.tagger.TaggerFactory;
import dev.winnow.tagger.TaggerRepository;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A server of the tagger {@code colour}, version 1, which takes a JPEG: the softmax of how red and
 * how green it is, from 0 to 1. To a red image it answers e / (e + 1) and its complement.
 */
final class ColourServer {
  /** What is answered to {@link #red}; JPEG rounds pure colours by a level or two of 255. */
  static final float[] RED = {0.7310586f, 0.26894143f};

  static final float COMPRESSION = 0.005f;

  private ColourServer() {}

  static AnalyzerServer start(Path folder) {
    NetworkBuilder builder = NetworkBuilder.named("colour");
    String image = builder.input("pixels", Shape.of(3, 8, 8));
    String means = builder.flatten("means", builder.globalAveragePool("pool", image));
    Tensor weight = Tensor.of(Shape.of(2, 3), 1, 0, 0, 0, 1, 0);
    String logits = builder.gemm("logits", means, weight, Tensor.of(Shape.of(2), 0, 0));
    Normalization shares = new Normalization(List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0));
    ImageSpec prepared =
        new ImageSpec(8, 8, 1, ImageSpec.Fit.STRETCH, ImageSpec.Colour.RGB, shares);
    builder
        .output(builder.softmax("probabilities", logits))
        .card(ModelCard.of(List.of("red", "green"), prepared));
    TaggerRepository.writeClassifier(folder, "colour", "1", builder.build());
    return AnalyzerServer.start(
        ModelRepository.open(folder, List.of(new TaggerFactory())),
        ServerOptions.onPort(0).withHost("127.0.0.1").withThreads(1));
  }

  /** A red JPEG of 64×64 pixels. */
  static byte[] red(Path folder) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, 0xFF0000);
    }
    Path file = folder.resolve("red.jpg");
    ImageIO.write(image, "jpg", file.toFile());
    return Files.readAllBytes(file);
  }
}
