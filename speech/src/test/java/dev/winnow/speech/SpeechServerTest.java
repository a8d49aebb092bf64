package dev.winnow.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.analyzer.ModelContent;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.core.Shape;
import dev.winnow.wire.InferenceResponse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server makes of recordings, whoever recognises them: here the test does. */
class SpeechServerTest {
  private static final RecognisedWord ONE = new RecognisedWord("one", 0.25, 0.5, 0.75);
  private static final RecognisedWord TWO = new RecognisedWord("deux", 0.5, 1, 1);

  private final Queue<double[]> heard = new ConcurrentLinkedQueue<>();
  private final AtomicLong clock = new AtomicLong();
  private volatile Function<double[], List<RecognisedWord>> recogniser = samples -> List.of();
  private Recognising server;

  @BeforeEach
  void start(@TempDir Path folder) {
    ModelContent nothing = new ModelContent("model.gram", new byte[0]);
    ModelRepository.write(folder, "digits", "1", nothing, WordTensors.terms(), Map.of());
    server = Recognising.of(folder, Said::new, clock::get);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What the test says. */
  private final class Said implements SpeechRecogniser {
    @Override
    public List<RecognisedWord> recognise(double[] samples, Deadline deadline) {
      heard.add(samples);
      return recogniser.apply(samples);
    }

    @Override
    public void close() {}
  }

  @Test
  void metadata_saysARecordingInAndWordsOut() {
    assertEquals(
        "{\"name\":\"digits\",\"versions\":[\"1\"],\"platform\":\"winnow_speech\","
            + "\"inputs\":[{\"name\":\"audio\",\"datatype\":\"BYTES\",\"shape\":[1]}],"
            + "\"outputs\":[{\"name\":\"words\",\"datatype\":\"BYTES\",\"shape\":[-1]},"
            + "{\"name\":\"times\",\"datatype\":\"FP32\",\"shape\":[-1,2]},"
            + "{\"name\":\"confidence\",\"datatype\":\"FP32\",\"shape\":[-1]}]}",
        server.get("/v2/models/digits"));
  }

  @Test
  void infer_twoWords_areTheirTextsTimesAndConfidence() {
    recogniser = samples -> List.of(ONE, TWO);

    InferenceResponse answer = server.ask(Sounds.tone(16_000, 1));

    assertEquals(List.of("one", "deux"), Recognising.words(answer));
    assertEquals(Shape.of(2, 2), answer.output("times").shape());
    assertArrayEquals(
        new float[] {0.25f, 0.5f, 0.5f, 1}, answer.output("times").tensor().toArray());
    assertEquals(Shape.of(2), answer.output("confidence").shape());
    assertArrayEquals(new float[] {0.75f, 1}, answer.output("confidence").tensor().toArray());
  }

  @Test
  void infer_nothingRecognised_isAnEmptyAnswer() {
    InferenceResponse answer = server.ask(Sounds.silence(16_000, 1));

    assertEquals(List.of(), Recognising.words(answer));
    assertEquals(Shape.of(0, 2), answer.output("times").shape());
    assertEquals(Shape.of(0), answer.output("confidence").shape());
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 44_100, 48_000})
  void infer_anyRate_isHeardAtSixteenKilohertz(int rate) {
    server.ask(Sounds.tone(rate, 1));

    double[] samples = heard.remove();
    assertEquals(16_000, samples.length);
    // A tone of 440 Hz passes zero upwards 440 times a second; not at the ends, where it begins.
    int upwards = 0;
    for (int i = 1_600; i < 14_400; i++) {
      upwards += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
    }
    assertTrue(Math.abs(upwards - 352) <= 1, () -> "another tone");
    assertEquals(0.5, Arrays.stream(samples, 1_600, 14_400).max().orElseThrow(), 0.01);
  }

  static Stream<Arguments> broken() {
    byte[] wav = Sounds.tone(16_000, 0.5);
    byte[] flac = "fLaC and more of it".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        Arguments.of(Arrays.copyOf(wav, wav.length / 2), "it is cut short"),
        Arguments.of(new byte[0], "it is empty"),
        Arguments.of(flac, "it is no WAV file"),
        Arguments.of("a secret text".getBytes(StandardCharsets.UTF_8), "it is no WAV file"),
        Arguments.of(Sounds.silence(8_000, 0), "it has no samples"),
        Arguments.of(Sounds.silence(8_000, 60.001), "it is longer than 60 s"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void infer_brokenRecording_isA400AndASentenceWithoutItsBytes(byte[] recording, String why) {
    HttpResponse<byte[]> response = server.post(recording);

    assertEquals(400, response.statusCode());
    assertEquals(
        "{\"error\":\"\\\"audio\\\" cannot be read: "
            + why
            + "; send one whole WAV file of at most 60 s\"}",
        Recognising.text(response));
    assertTrue(heard.isEmpty());
  }

  @Test
  void infer_minuteOfSound_isTaken() {
    server.ask(Sounds.silence(8_000, 60));

    assertEquals(960_000, heard.remove().length);
  }

  @Test
  void infer_tooManyBytesOrRecordings_areRefusedBeforeTheyAreDecoded() {
    HttpResponse<byte[]> long16 = server.post(new byte[ReleasedSound.MOST_BYTES + 1]);
    HttpResponse<byte[]> two = server.post(Sounds.tone(8_000, 1), Sounds.tone(8_000, 1));

    assertEquals(400, long16.statusCode());
    assertEquals(
        "{\"error\":\"\\\"audio\\\" has 16777217 bytes, and at most 16777216 are taken; send a"
            + " shorter recording\"}",
        Recognising.text(long16));
    assertEquals(400, two.statusCode());
    assertTrue(heard.isEmpty());
  }

  /** Half an answer would be taken for a whole one. */
  @Test
  void infer_deadlinePassed_isA503AndASentence() {
    recogniser =
        samples -> {
          clock.addAndGet(Duration.ofSeconds(21).toNanos());
          return List.of(ONE);
        };
    HttpResponse<byte[]> late = server.post(Sounds.tone(8_000, 1));
    recogniser = samples -> List.of(ONE);

    assertEquals(503, late.statusCode());
    assertEquals(
        "{\"error\":\"the model \\\"digits\\\" had no answer within 20.0 s; send a shorter"
            + " recording, or try again later\"}",
        Recognising.text(late));
    assertEquals(List.of("one"), Recognising.words(server.ask(Sounds.tone(8_000, 1))));
  }

  @Test
  void infer_recogniserFails_isA500WithoutWhatItSaidAndTheNextIsAnswered() {
    recogniser =
        samples -> {
          throw new IllegalStateException("sample " + samples[1]);
        };
    HttpResponse<byte[]> failed = server.post(Sounds.tone(8_000, 1));
    recogniser = samples -> List.of(ONE);

    assertEquals(500, failed.statusCode());
    assertEquals(
        "{\"error\":\"the server failed on this request; its log says more\"}",
        Recognising.text(failed));
    assertEquals(List.of("one"), Recognising.words(server.ask(Sounds.tone(8_000, 1))));
  }

  /** Each waits for the other, and gets its own answer. */
  @Test
  void infer_twoAtOnce_areRecognisedAtOnce() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    recogniser =
        samples -> {
          meet(both);
          return List.of(new RecognisedWord(String.valueOf(samples.length), 0, 0, 1));
        };

    var first = server.postLater(Sounds.tone(16_000, 0.5));
    var second = server.postLater(Sounds.tone(16_000, 0.25));

    assertEquals(List.of("8000"), Recognising.words(Recognising.response(first.get())));
    assertEquals(List.of("4000"), Recognising.words(Recognising.response(second.get())));
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("nobody else came", e);
    }
  }
}
