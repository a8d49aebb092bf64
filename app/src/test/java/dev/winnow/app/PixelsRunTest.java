package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mask whose analyzer is a network as it is, behind a server that takes tensors only. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class PixelsRunTest {
  private static final int SIZE = 16;
  private static final List<String> LABELS = List.of("red thing", "green thing");

  @TempDir private Path folder;

  /**
   * Two rows: a red thing in the middle, as surely as the image is red, and zeros, which are no
   * object.
   */
  private Path detector(boolean channelsLast) {
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String pixels = builder.input("pixels", sample(channelsLast));
    return write(builder, channelsLast ? planes(builder, pixels) : pixels, 1);
  }

  /** The same, of pixels as bytes. */
  private Path detectorOfBytes(boolean channelsLast) throws IOException {
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String pixels = builder.input("pixels", sample(channelsLast));
    String numbers =
        builder.node(
            "Cast",
            "numbers",
            List.of(pixels),
            Attributes.none().withInteger("to", DataType.FLOAT_VALUE));
    Path file = write(builder, channelsLast ? planes(builder, numbers) : numbers, 255);
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    model
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(DataType.UINT8_VALUE);
    return Files.write(file, model.build().toByteArray());
  }

  private static Shape sample(boolean channelsLast) {
    return channelsLast ? Shape.of(SIZE, SIZE, 3) : Shape.of(3, SIZE, SIZE);
  }

  private static String planes(NetworkBuilder builder, String pixels) {
    return builder.node(
        "Transpose", "planes", List.of(pixels), Attributes.none().withIntegers("perm", 0, 3, 1, 2));
  }

  /**
   * @param white what white is in the planes
   */
  private Path write(NetworkBuilder builder, String planes, double white) {
    String means = builder.flatten("means", builder.globalAveragePool("pool", planes));
    float[] weight = new float[12 * 3];
    weight[3 * 4] = (float) (1 / white);
    String flat =
        builder.gemm(
            "flat",
            means,
            Tensor.of(Shape.of(12, 3), weight),
            Tensor.of(Shape.of(12), 0.25f, 0.25f, 0.5f, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0));
    String shape = builder.integers("shape", -1, 2, 6);
    String rows = builder.node("Reshape", "things", List.of(flat, shape), Attributes.none());
    Path file = folder.resolve("detector.onnx");
    builder
        .output(rows)
        .card(ModelCard.of(LABELS, prepared(ImageSpec.Fit.STRETCH, 255 / white)))
        .build()
        .write(file);
    return file;
  }

  /**
   * The input is red, green, blue.
   *
   * @param scale by which pixels from 0 to 255 are divided
   */
  private static ImageSpec prepared(ImageSpec.Fit fit, double scale) {
    return new ImageSpec(
        SIZE,
        SIZE,
        1,
        fit,
        ImageSpec.Colour.RGB,
        new Normalization(List.of(0.0, 0.0, 0.0), List.of(scale, scale, scale)));
  }

  private Run build(Path network) {
    return Run.of(
        "build",
        "--filter",
        "mask",
        "--pixels",
        "--model",
        network,
        "--name",
        "street",
        "--out",
        folder.resolve("out"));
  }

  private void paint(String name, Color colour) throws IOException {
    BufferedImage image = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
    Graphics2D painter = image.createGraphics();
    painter.setColor(colour);
    painter.fillRect(0, 0, 80, 40);
    painter.dispose();
    ImageIO.write(
        image, "png", Files.createDirectories(folder.resolve("images")).resolve(name).toFile());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void edge_networkOfTensors_isAskedInItsLayoutAndAnswersObjects(boolean channelsLast)
      throws Exception {
    assertAnswersObjects(detector(channelsLast));
  }

  /** As Keras and TensorFlow export, and as servers take that spare bandwidth. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void edge_networkOfBytes_isAskedWithNumbersAndAnswersObjects(boolean channelsLast)
      throws Exception {
    assertAnswersObjects(detectorOfBytes(channelsLast));

    Network served = Network.read(folder.resolve("out/analyzer/street/1/model.onnx"));
    assertEquals(Shape.of(3, SIZE, SIZE), served.inputs().get(0).shape());
  }

  private void assertAnswersObjects(Path network) throws Exception {
    Run built = build(network);
    assertEquals(ExitCode.OK, built.code(), built.err());
    paint("a.png", new Color(204, 10, 20));
    paint("b.png", Color.BLUE);

    try (Serving server = Serving.start(folder.resolve("out/analyzer"))) {
      Run asked =
          Run.of(
              "edge",
              folder.resolve("out/street.extractor"),
              "--uncertified",
              "--json",
              "--secret",
              folder.resolve("secret"),
              "--source",
              "dir:" + folder.resolve("images"),
              "--analyzer",
              server.address());

      assertEquals(ExitCode.OK, asked.code(), asked.err());
      List<JsonNode> answers = asked.out().lines().map(PixelsRunTest::read).toList();
      JsonNode red = answers.get(0).findPath("objects");
      assertEquals(1, red.size(), red.toString());
      assertEquals("red thing", red.at("/0/label").asText());
      assertEquals(204 / 255.0, red.at("/0/score").asDouble(), 1e-3);
      assertEquals(0, answers.get(1).findPath("objects").size());
    }
  }

  private static JsonNode read(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void build_cardThatKeepsProportions_isRefusedBecauseBoxesWouldBeElsewhere() {
    NetworkBuilder builder = NetworkBuilder.named("colours");
    String pixels = builder.input("pixels", Shape.of(3, SIZE, SIZE));
    String means = builder.flatten("means", builder.globalAveragePool("pool", pixels));
    String flat =
        builder.gemm("flat", means, Tensor.allocate(Shape.of(6, 3)), Tensor.allocate(Shape.of(6)));
    String shape = builder.integers("shape", -1, 1, 6);
    Path file = folder.resolve("letterboxed.onnx");
    builder
        .output(builder.node("Reshape", "things", List.of(flat, shape), Attributes.none()))
        .card(ModelCard.of(LABELS, prepared(ImageSpec.Fit.LETTERBOX, 255)))
        .build()
        .write(file);

    Run built = build(file);

    assertEquals(ExitCode.USAGE, built.code(), built.err());
    assertTrue(built.err().contains("stretches whole images"), built.err());
  }
}
