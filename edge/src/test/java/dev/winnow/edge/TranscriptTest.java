package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RequestLog;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.ServerMetadata;
import dev.winnow.wire.TensorMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node that sends recordings makes of the words that come back. */
class TranscriptTest {
  private static final EdgeOptions SETTINGS =
      EdgeOptions.withDefaults()
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ofMillis(300)),
                  Duration.ofMillis(1),
                  Duration.ofSeconds(20)));
  private static final byte[] WAV = "RIFF, and what follows".getBytes(StandardCharsets.UTF_8);
  private static final OutputHead WORDS =
      new OutputHead.Text("words", Optional.of("times"), Optional.of("confidence"));

  private final StubServer server = new StubServer();

  @BeforeEach
  void serve() {
    serve(
        tensor("words", Datatype.BYTES, -1),
        tensor("times", Datatype.FP32, -1, 2),
        tensor("confidence", Datatype.FP32, -1));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ask_twoWords_areTextForPeopleAndPartsInJson() {
    answer(List.of("grüß", "dich"), new float[] {0, 0.5f, 0.5f, 1}, 0.75f, 1);

    Prediction.Answer answer = ask(WORDS);

    assertEquals("grüß dich", answer.label());
    assertEquals(Optional.empty(), answer.certainty());
    assertEquals(
        "{\"text\":\"grüß dich\",\"words\":["
            + "{\"word\":\"grüß\",\"start\":0.0,\"end\":0.5,\"confidence\":0.75},"
            + "{\"word\":\"dich\",\"start\":0.5,\"end\":1.0,\"confidence\":1.0}]}",
        json(answer));
    InferenceRequest asked = server.asked.remove();
    assertEquals("audio", asked.inputs().get(0).name());
    assertEquals(
        List.of("words", "times", "confidence"),
        asked.outputs().stream().map(InferenceRequest.RequestedOutput::name).toList());
  }

  @Test
  void ask_serverWithoutBinaryExtension_readsTheSameWords() {
    server.metadata = new ServerMetadata("plain", "1", List.of());
    answer(List.of("one"), new float[] {0.25f, 0.5f}, 1);

    assertEquals("one", ask(WORDS).label());
  }

  @Test
  void ask_nothingRecognised_isAnAnswerToo() {
    answer(List.of(), new float[0]);

    Prediction.Answer answer = ask(WORDS);

    assertEquals("nothing", answer.label());
    assertEquals("{\"text\":\"\",\"words\":[]}", json(answer));
  }

  /** As a server of another kind may answer. */
  @Test
  void ask_headOfTextAlone_isTheText() {
    serve(tensor("transcript", Datatype.BYTES, 1));
    server.usual = StubServer.answering(words("transcript", List.of("all of it")));

    Prediction.Answer answer = ask(new OutputHead.Text("transcript"));

    assertEquals("all of it", answer.label());
    assertEquals("{\"text\":\"all of it\",\"words\":[{\"word\":\"all of it\"}]}", json(answer));
  }

  /** ESC moves a terminal's cursor, U+202E turns what follows around. */
  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "two\nlines", "\u202eeno", "\u2028"})
  void ask_wordThatIsNoLineOfText_isRefused(String word) {
    answer(List.of(word), new float[] {0, 1}, 1);

    assertTrue(fails().contains("holds what is no line of text in UTF-8"));
  }

  @Test
  void ask_wordThatIsNoUtf8_isRefused() {
    server.usual =
        StubServer.answering(
            new NamedTensor("words", ByteStrings.of(new byte[] {(byte) 0xc3, 0x28})),
            new NamedTensor("times", Tensor.of(Shape.of(1, 2), 0, 1)),
            new NamedTensor("confidence", Tensor.of(Shape.of(1), 1)));

    assertTrue(fails().contains("holds what is no line of text in UTF-8"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 1, ends before it begins",
    "-1, 0.5, 1, ends before it begins",
    "0, NaN, 1, is no number",
    "0, Infinity, 1, is no number",
    "0, 1, 1.5, a confidence that does not lie from 0 to 1",
    "0, 1, NaN, is no number"
  })
  void ask_timesOrConfidenceOutOfRange_areRefused(
      float start, float end, float confidence, String what) {
    answer(List.of("one"), new float[] {start, end}, confidence);

    String message = fails();
    assertTrue(message.contains(what), message);
  }

  @Test
  void ask_fewerTimesThanWords_saysIt() {
    answer(List.of("one", "two"), new float[] {0, 1}, 1, 1);

    assertTrue(fails().contains("has the shape 1×2 of \"times\", and must have 4 numbers"));
  }

  @Test
  void connect_modelWithoutWordsOrTimes_isRefusedAndNothingSent() {
    serve(tensor("words", Datatype.FP32, -1));
    assertTrue(refused().contains("makes [words FP32 ?], and this package wants words BYTES"));
    serve(tensor("words", Datatype.BYTES, -1));
    assertTrue(refused().contains("makes [words BYTES ?], and this package wants times FP32"));
    assertTrue(server.asked.isEmpty());
  }

  private String refused() {
    return assertThrows(UnsuitableAnalyzerException.class, () -> ask(WORDS)).getMessage();
  }

  private String fails() {
    var e = assertThrows(CompletionException.class, () -> ask(WORDS));
    return String.valueOf(
        assertInstanceOf(MalformedAnswerException.class, e.getCause()).getMessage());
  }

  private void serve(TensorMetadata... outputs) {
    server.model =
        new ModelMetadata(
            "colour",
            List.of("1"),
            "",
            List.of(tensor("audio", Datatype.BYTES, 1)),
            List.of(outputs));
  }

  private void answer(List<String> words, float[] times, float... confidence) {
    Tensor spans = Tensor.allocate(Shape.of(times.length / 2, 2));
    spans.buffer().put(times);
    Tensor sure = Tensor.allocate(Shape.of(confidence.length));
    sure.buffer().put(confidence);
    server.usual =
        StubServer.answering(
            words("words", words),
            new NamedTensor("times", spans),
            new NamedTensor("confidence", sure));
  }

  private static NamedTensor words(String output, List<String> words) {
    List<byte[]> bytes = new ArrayList<>();
    words.forEach(word -> bytes.add(word.getBytes(StandardCharsets.UTF_8)));
    return new NamedTensor(output, ByteStrings.of(bytes.toArray(byte[][]::new)));
  }

  private Prediction.Answer ask(OutputHead head) {
    Manifest manifest =
        new Manifest(
            "colour",
            "1",
            AudioSpec.of(16_000, 1),
            new CaptureFilter(CaptureFilter.Method.VOICE, Map.of(), List.of()),
            new AnalyzerSpec(List.of(head), Digest.of(WAV)),
            Provenance.here(Map.of()));
    try (FilteredClient client = FilteredClient.connect(endpoints(server.address()), manifest)) {
      return client.ask(WAV, AnalyzerLink.Effort.USUAL).join().answers().get(0);
    }
  }

  private static String json(Prediction.Answer answer) {
    var json = Json.object();
    answer.addTo(json);
    return Json.line(json);
  }

  private static TensorMetadata tensor(String name, Datatype type, long... shape) {
    return new TensorMetadata(name, type, Arrays.stream(shape).boxed().toList(), List.of());
  }

  private static Endpoints endpoints(AnalyzerUri address) {
    return Endpoints.of(Analyzers.of(address), SETTINGS.retry(), RequestLog.NONE);
  }
}
