package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.ReleasedTensor;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RequestLog;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.ServerMetadata;
import dev.winnow.wire.TensorMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node that filters sends to a tagger, and what it makes of what comes back. */
class FilteredClientTest {
  private static final EdgeOptions SETTINGS =
      EdgeOptions.withDefaults()
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ofMillis(300)),
                  Duration.ofMillis(1),
                  Duration.ofSeconds(20)));
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 0, (byte) 0xff, (byte) 0xd9};
  private static final List<String> LABELS = List.of("person", "dog");
  private static final TensorMetadata IMAGE = input(Datatype.BYTES, 1);
  private static final TensorMetadata OBJECTS = output(1, -1, 6);

  private final StubServer server = new StubServer();

  @BeforeEach
  void serve() {
    serve(IMAGE, OBJECTS);
    answer(Shape.of(1, 0, 6));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ask_serverWithBinaryExtension_sendsTheBytesAsTheyAre() {
    assertArrayEquals(JPEG, sent(Shape.of(1)));
    InferenceRequest asked = server.asked.remove();
    assertTrue(asked.wantsBinary("objects"));
  }

  @Test
  void ask_serverWithoutBinaryExtension_sendsTheSameBytesInJson() {
    server.metadata = new ServerMetadata("plain", "1", List.of());

    assertArrayEquals(JPEG, sent(Shape.of(1)));
    assertFalse(server.asked.remove().wantsBinary("objects"));
  }

  @Test
  void ask_modelOfRows_sendsARowOfOne() {
    serve(input(Datatype.BYTES, -1, 1), output(-1, -1, 6));

    assertArrayEquals(JPEG, sent(Shape.of(1, 1)));
  }

  @Test
  void ask_twoObjects_areTagsTheSurestFirst() {
    answer(Shape.of(1, 2, 6), 0, 0, 1, 1, 0.41f, 1, 0.25f, 0.5f, 0.125f, 0.5f, 0.93f, 0);

    FilteredClient.Reply reply = ask();

    assertEquals(
        List.of(
            new Prediction.Objects(
                "objects",
                List.of(
                    new FilteredStream.Tag("person", 0.93f, 0.25f, 0.5f, 0.125f, 0.5f),
                    new FilteredStream.Tag("dog", 0.41f, 0, 0, 1, 1)))),
        reply.answers());
    assertEquals("person 93 %, dog 41 %", reply.answers().get(0).label());
    assertTrue(reply.bytesUp() > JPEG.length);
  }

  @Test
  void ask_nothingFound_isAnAnswerToo() {
    for (Shape none : List.of(Shape.of(1, 0, 6), Shape.of(0, 6))) {
      answer(none);
      Prediction.Answer answer = ask().answers().get(0);

      assertEquals("nothing", answer.label());
      assertEquals(Optional.empty(), answer.certainty());
    }
  }

  /** Another server's 32-bit arithmetic may end a little beyond the edge. */
  @Test
  void ask_boxBeyondTheEdgeByARounding_isClipped() {
    answer(Shape.of(1, 1, 6), -1e-5f, 0, 1.00002f, 1, 1.00001f, 0);

    var objects = (Prediction.Objects) ask().answers().get(0);

    assertEquals(new FilteredStream.Tag("person", 1, 0, 0, 1, 1), objects.tags().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 0, 1, 1, 0.5, 0, a box or a score",
    "0, 0, 1, 1, NaN, 0, a box or a score",
    "0, 0, Infinity, 1, 0.5, 0, a box or a score",
    "0.5, 0, 0.6, 1, 0.5, 0, a box or a score",
    "0, -0.5, 0.5, 1, 0.5, 0, a box or a score",
    "0, 0.5, 0.5, -0.2, 0.5, 0, a box or a score",
    "0, 0, 1, 1, 1.5, 0, a box or a score",
    "0, 0, 1, 1, 0.5, 2, a class that is none of the package's 2",
    "0, 0, 1, 1, 0.5, -1, a class that is none",
    "0, 0, 1, 1, 0.5, 0.5, a class that is none",
    "0, 0, 1, 1, 0.5, NaN, a class that is none",
  })
  void ask_answerIsNoObject_isRefused(
      float left, float top, float width, float height, float score, float label, String what) {
    answer(Shape.of(1, 1, 6), left, top, width, height, score, label);

    String message = fails().getMessage();
    assertTrue(message.startsWith("the answer \"objects\" of http://localhost:"), message);
    assertTrue(message.contains("holds " + what), message);
  }

  @ParameterizedTest
  @CsvSource({"'1,1,5', 1×1×5", "'2,1,6', 2×1×6", "'6', 6", "'1,1,1,6', 1×1×1×6"})
  void ask_answerOfAnotherShape_saysIt(String dims, String text) {
    answer(Shape.of(Stream.of(dims.split(",")).mapToInt(Integer::parseInt).toArray()));

    assertTrue(fails().getMessage().contains("has the shape " + text + ", and must have 1×n×6"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{\"outputs\":[]}"})
  void ask_answerIsNoneOfTheProtocol_saysSo(String body) {
    server.usual = StubServer.text(200, body);

    assertTrue(fails().getMessage().contains("breaks the protocol"));
  }

  @Test
  void connect_modelThatTakesNumbers_isRefusedAndNothingSent() {
    assertRefused(
        input(Datatype.FP32, 1),
        OBJECTS,
        "takes [image FP32 1], and this filter makes image BYTES 1");
    assertRefused(input(Datatype.BYTES, 4), OBJECTS, "takes [image BYTES 4]");
    assertRefused(
        IMAGE,
        output(-1, 80),
        "makes [objects FP32 ?×80], and this package wants objects FP32 1×?×6");
    assertTrue(server.asked.isEmpty());
  }

  /** Of a filter that lets the numbers of pixels pass: the manifest's size, or any that is open. */
  @Test
  void connect_filterOfTensors_wantsAModelOfThatTensor() {
    Manifest pixels = tensors();
    int size = pixels.preprocessing().asImage("a tensor").width();
    float[] sent = new float[3 * size * size];
    sent[1] = 0.25f;
    ByteBuffer bytes = ByteBuffer.allocate(4 * sent.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(sent);

    serve(input(Datatype.FP32, -1, 3, -1, size), OBJECTS);
    try (FilteredClient client = connect(pixels)) {
      client.ask(bytes.array(), AnalyzerLink.Effort.USUAL).join();
    }
    NamedTensor asked = server.asked.remove().inputs().get(0);
    assertEquals("image", asked.name());
    assertEquals(Shape.of(1, 3, size, size), asked.shape());
    assertArrayEquals(sent, asked.tensor().toArray());

    for (TensorMetadata other :
        List.of(
            IMAGE,
            input(Datatype.FP32, 1, size, size, 3),
            input(Datatype.UINT8, 1, 3, size, size))) {
      serve(other, OBJECTS);
      String message =
          assertThrows(UnsuitableAnalyzerException.class, () -> connect(pixels)).getMessage();
      assertTrue(message.contains("this filter makes image FP32 1×3×"), message);
    }
    assertTrue(server.asked.isEmpty());
  }

  /** A network that always makes as many rows fills them up with zeros. */
  @Test
  void ask_rowOfZeros_isNoObject() {
    answer(Shape.of(1, 2, 6), 0, 0, 1, 1, 0.5f, 1, 0, 0, 0, 0, 0, 0);

    assertEquals("dog 50 %", ask().answers().get(0).label());
  }

  private static Manifest tensors() {
    Manifest usual = manifest(new OutputHead.Detection("objects", LABELS));
    return new Manifest(
        usual.name(),
        usual.version(),
        usual.preprocessing(),
        new CaptureFilter(
            CaptureFilter.Method.MASK,
            new ReleasedTensor("image", false).addTo(Map.of()),
            List.of()),
        usual.analyzer(),
        usual.provenance());
  }

  @Test
  void ask_classifierOfImages_isAChoice() {
    server.model =
        new ModelMetadata("colour", List.of("1"), "", List.of(IMAGE), List.of(StubServer.OUTPUT));
    server.usual =
        StubServer.answering(
            new NamedTensor("probabilities", Tensor.of(Shape.of(1, 3), 0.25f, 0.75f, 0)));
    var head = new OutputHead.Classification("probabilities", Tiny.LABELS);

    try (FilteredClient client = connect(manifest(head))) {
      assertEquals(
          List.of(
              new Prediction.Choice("probabilities", "green", 0.75f, List.of(0.25f, 0.75f, 0f))),
          client.ask(JPEG, AnalyzerLink.Effort.USUAL).join().answers());
    }
  }

  private void assertRefused(TensorMetadata input, TensorMetadata output, String sentence) {
    serve(input, output);
    String message = assertThrows(UnsuitableAnalyzerException.class, this::ask).getMessage();
    assertTrue(message.contains(sentence), message);
  }

  private void serve(TensorMetadata input, TensorMetadata output) {
    server.model = new ModelMetadata("colour", List.of("1"), "", List.of(input), List.of(output));
  }

  private void answer(Shape shape, float... values) {
    Tensor tensor = Tensor.allocate(shape);
    tensor.buffer().put(values);
    server.usual = StubServer.answering(new NamedTensor("objects", tensor));
  }

  private byte[] sent(Shape shape) {
    ask();
    NamedTensor input = server.asked.element().inputs().get(0);
    assertEquals("image", input.name());
    assertEquals(shape, input.shape());
    ByteBuffer element = input.bytes().elements().get(0);
    byte[] bytes = new byte[element.remaining()];
    element.get(bytes);
    return bytes;
  }

  private FilteredClient.Reply ask() {
    try (FilteredClient client = connect(manifest(new OutputHead.Detection("objects", LABELS)))) {
      return client.ask(JPEG, AnalyzerLink.Effort.USUAL).join();
    }
  }

  private MalformedAnswerException fails() {
    var e = assertThrows(CompletionException.class, this::ask);
    return assertInstanceOf(MalformedAnswerException.class, e.getCause());
  }

  private FilteredClient connect(Manifest manifest) {
    return FilteredClient.connect(endpoints(server.address()), manifest);
  }

  private static Manifest manifest(OutputHead head) {
    Digest digest = Digest.of(JPEG);
    return new Manifest(
        "colour",
        "1",
        Tiny.preprocessing(),
        new CaptureFilter(CaptureFilter.Method.MASK, Map.of(), List.of()),
        new AnalyzerSpec(List.of(head), digest),
        Provenance.here(Map.of()));
  }

  private static TensorMetadata input(Datatype type, long... shape) {
    return new TensorMetadata("image", type, Arrays.stream(shape).boxed().toList(), List.of());
  }

  private static TensorMetadata output(long... shape) {
    return new TensorMetadata(
        "objects", Datatype.FP32, Arrays.stream(shape).boxed().toList(), LABELS);
  }

  private static Endpoints endpoints(AnalyzerUri address) {
    return Endpoints.of(Analyzers.of(address), SETTINGS.retry(), RequestLog.NONE);
  }
}
