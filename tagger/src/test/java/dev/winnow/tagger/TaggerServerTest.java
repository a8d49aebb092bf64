package dev.winnow.tagger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.NamedTensor;
import java.awt.Color;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that says what is on JPEGs. */
class TaggerServerTest {
  /** JPEG rounds pure colours by a level or two of 255. */
  private static final float COMPRESSION = 0.02f;

  private static final float TOLERANCE = 1e-4f;

  private static Tagging server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    TaggerRepository.write(folder, "things", "1", Taggers.detector(), Taggers.spec());
    TaggerRepository.writeClassifier(folder, "colour", "1", Taggers.classifier());
    server = Tagging.of(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void infer_redImage_isOneRedThingInTheMiddle() {
    assertObject(0, Color.RED);
    assertObject(1, Color.GREEN);
  }

  @Test
  void infer_blackImage_isNoObject() {
    assertEquals(Shape.of(1, 0, 6), objects(Taggers.jpeg(Color.BLACK)).shape());
  }

  @Test
  void metadata_saysBytesBoxesAndLabels() {
    assertEquals(
        "{\"name\":\"things\",\"versions\":[\"1\"],\"platform\":\"winnow_tagger\","
            + "\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1]}],"
            + "\"outputs\":[{\"name\":\"objects\",\"datatype\":\"FP32\",\"shape\":[1,-1,6],"
            + "\"parameters\":{\"labels\":\"red thing\\ngreen thing\"}}]}",
        server.get("/v2/models/things"));
    assertTrue(
        server
            .get("/v2/models/colour")
            .contains(
                "\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[1,2],"
                    + "\"parameters\":{\"labels\":\"red\\ngreen\"}"));
  }

  /** Softmax of (1, 0) is e / (e + 1) and its complement. */
  @Test
  void infer_classifier_isTheProbabilityOfEachClass() {
    InferenceResponse response = server.ask("colour", "probabilities", Taggers.jpeg(Color.RED));

    Tensor probabilities = response.output("probabilities").tensor();
    float red = (float) (Math.E / (Math.E + 1));
    assertEquals(Shape.of(1, 2), probabilities.shape());
    assertArrayEquals(new float[] {red, 1 - red}, probabilities.toArray(), COMPRESSION);
  }

  static Stream<Arguments> broken() {
    byte[] jpeg = Taggers.jpeg(Color.RED);
    return Stream.of(
        Arguments.of(Arrays.copyOf(jpeg, jpeg.length / 2), "it is cut short"),
        Arguments.of(new byte[0], "it is empty"),
        Arguments.of(Taggers.image("png", Color.RED), "it is no JPEG"),
        Arguments.of("a secret text".getBytes(StandardCharsets.UTF_8), "it is no JPEG"),
        Arguments.of(Taggers.bomb(), "it is 12000×9000 pixels, more than 36000000"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void infer_brokenImage_isA400AndASentenceWithoutItsBytes(byte[] image, String why) {
    HttpResponse<byte[]> response = server.post("things", "objects", image);

    assertEquals(400, response.statusCode());
    assertEquals(
        "{\"error\":\"\\\"image\\\" cannot be read: "
            + why
            + "; send one whole JPEG of at most 36000000 pixels\"}",
        text(response));
  }

  @Test
  void infer_twoImagesOrNumbers_areRefusedInOneSentence() {
    byte[] jpeg = Taggers.jpeg(Color.RED);
    HttpResponse<byte[]> two = server.post("things", "objects", jpeg, jpeg);
    var numbers = new NamedTensor("image", Tensor.of(Shape.of(1), 1));
    HttpResponse<byte[]> tensor =
        server.post("things", InferenceRequest.of(numbers, "objects").encode());

    assertEquals(400, two.statusCode());
    assertEquals(
        "{\"error\":\"inputs[0].shape must be [1], where -1 stands for any number, and is [2]\"}",
        text(two));
    assertEquals(400, tensor.statusCode());
    assertEquals(
        "{\"error\":\"inputs[0].datatype is FP32, and the model takes BYTES\"}", text(tensor));
  }

  @Test
  void infer_imageOfTooManyBytes_isRefusedBeforeItIsDecoded() {
    HttpResponse<byte[]> response =
        server.post("things", "objects", new byte[ReleasedImage.MOST_BYTES + 1]);

    assertEquals(400, response.statusCode());
    assertEquals(
        "{\"error\":\"\\\"image\\\" has 16777217 bytes, and at most 16777216 are taken; send a smaller JPEG\"}",
        text(response));
  }

  @Test
  void metrics_countAnswersOfTaggers(@TempDir Path folder) {
    TaggerRepository.write(folder, "counted", "3", Taggers.detector(), Taggers.spec());
    try (Tagging fresh = Tagging.of(folder)) {
      fresh.ask("counted", "objects", Taggers.jpeg(Color.RED));
      fresh.post("counted", "objects", new byte[1]);

      String metrics = fresh.get("/metrics");
      for (String count :
          List.of("winnow_requests_total", "winnow_rows_total", "winnow_batch_rows_count")) {
        assertTrue(metrics.contains(count + "{model=\"counted\",version=\"3\"} 1"), metrics);
      }
      assertTrue(metrics.contains("winnow_errors_total{status=\"400\"} 1"), metrics);
    }
  }

  private static void assertObject(float label, Color colour) {
    float[] row = objects(Taggers.jpeg(colour)).toArray();

    assertArrayEquals(new float[] {0.25f, 0.25f, 0.5f, 0.5f}, Arrays.copyOf(row, 4), TOLERANCE);
    assertEquals(1, row[4], COMPRESSION);
    assertEquals(label, row[5]);
    assertEquals(6, row.length);
  }

  private static Tensor objects(byte[] image) {
    return server.ask("things", "objects", image).output("objects").tensor();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
