package dev.winnow.voice.activity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.core.WinnowException;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import dev.winnow.voice.VoiceMethod;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import dev.winnow.voice.dsp.Voices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of the form of Silero's that tell how loud it is, and was. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class SpeechDetectorTest {
  private static final double[] VOWEL = Voices.vowel(120, 8 * 512, 700);

  @TempDir private Path folder;

  /**
   * Half of its state and the loudness of a block are its next state; from 0.02 on that is speech.
   *
   * @param last operator that makes a probability of it
   */
  private Path loud(String last, int samples) {
    NetworkBuilder builder = NetworkBuilder.named("loud");
    String x = builder.input("input", Shape.of(samples));
    String state = builder.input("state", Shape.of(1));
    String square = builder.node("Mul", "square", List.of(x, x), Attributes.none());
    Attributes axis = Attributes.none().withIntegers("axes", 1).withInteger("keepdims", 1);
    String level = builder.node("ReduceMean", "level", List.of(square), axis);
    String half = builder.constant("half", number(0.5f));
    String kept = builder.node("Mul", "kept", List.of(state, half), Attributes.none());
    String next = builder.node("Add", "stateN", List.of(kept, level), Attributes.none());
    String factor = builder.constant("factor", number(1_000));
    String scaled = builder.node("Mul", "scaled", List.of(next, factor), Attributes.none());
    String offset = builder.constant("offset", number(-20));
    String score = builder.node("Add", "score", List.of(scaled, offset), Attributes.none());
    String output = builder.node(last, "output", List.of(score), Attributes.none());
    Path file = folder.resolve(last + samples + ".onnx");
    byte[] exported = builder.output(output).output(next).build().toBytes();
    ConversionOptions options =
        new ConversionOptions(
            Optional.empty(), Optional.of(OutputKind.SIGMOID), Map.of(), Map.of("state", "stateN"));
    NetworkImport.parse("loud", exported, options).network().write(file);
    return file;
  }

  private static Tensor number(float value) {
    return Tensor.of(Shape.of(1), new float[] {value});
  }

  private SpeechDetector detector() {
    return SpeechDetector.read(loud("Sigmoid", 576));
  }

  /** The state that a block ends with is what the next begins with. */
  @Test
  void push_soundAndSilence_tellsEachBlockByWhatWasBefore() {
    double[] constant = new double[2 * 512];
    Arrays.fill(constant, 0.2);

    try (SpeechProbability opened = detector().open(16_000)) {
      double[] told = opened.push(constant);
      double[] silent = opened.push(new double[2 * 512]);

      // 512 of 576 samples of 0.04, all of them, the 64 of before alone, none.
      double first = 0.04 * 512 / 576;
      double second = first / 2 + 0.04;
      double third = second / 2 + 0.04 * 64 / 576;
      assertArrayEquals(new double[] {speech(first), speech(second)}, told, 1e-5);
      assertArrayEquals(new double[] {speech(third), speech(third / 2)}, silent, 1e-5);
      opened.restart();
      assertArrayEquals(told, opened.push(constant));
    }
  }

  private static double speech(double state) {
    return 1 / (1 + Math.exp(20 - 1_000 * state));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 44_100, 48_000})
  void push_soundOfAnyRate_isToldInBlocksOf32Milliseconds(int rate) {
    double[] sound = new double[rate];
    Arrays.fill(sound, rate / 2, rate, 0.5);

    try (SpeechProbability opened = detector().open(rate)) {
      double[] told = opened.push(sound);
      double[] last = opened.finish();

      double[] all = Arrays.copyOf(told, told.length + last.length);
      System.arraycopy(last, 0, all, told.length, last.length);
      assertEquals(32, all.length);
      for (int block = 0; block < all.length; block++) {
        // The border lies within the block of number 15.
        assertTrue(block == 15 || (all[block] > 0.5) == block > 15, Arrays.toString(all));
      }
    }
  }

  @Test
  void push_samplesOutOfRange_areToldAsIfTheyWereCutOff() {
    double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -1e30};
    double[] even = {0, 1, -1};

    try (SpeechProbability opened = detector().open(16_000)) {
      opened.push(odd);
      double[] told = opened.push(new double[512]);
      opened.restart();
      opened.push(even);
      assertArrayEquals(opened.push(new double[512]), told);
    }
  }

  @Test
  void push_closed_tellsNothing() {
    SpeechProbability opened = detector().open(16_000);
    opened.close();
    opened.close();

    assertEquals(0, opened.push(VOWEL).length);
    assertEquals(0, opened.finish().length);
  }

  @Test
  void of_packageThatHoldsIt_isTheSameDetector() {
    VoicePackage voice =
        VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 16_000, 4)
            .withDetector(detector());
    Path file = folder.resolve("house.extractor");
    voice.packed("house", "1", Provenance.here(Map.of())).write(file);

    VoicePackage read = VoicePackage.of(ExtractorPackage.read(file));

    assertTrue(read.text().endsWith("; nothing but speech"), read.text());
    try (SpeechProbability one = voice.detector().orElseThrow().open(16_000);
        SpeechProbability other = read.detector().orElseThrow().open(16_000)) {
      assertArrayEquals(one.push(VOWEL), other.push(VOWEL));
    }
  }

  @Test
  void withDetector_silenceThatIsKept_isRefused() {
    VoicePackage keeping =
        VoicePackage.of(VoiceSettings.of(Map.of("method", "pitch", "silence", "keep")), 16_000, 4);
    SpeechDetector detector = detector();

    assertThrows(IllegalArgumentException.class, () -> keeping.withDetector(detector));
  }

  @Test
  void of_otherSettings_isRefused() {
    CaptureFilter.Part part = detector().part();
    var other =
        new CaptureFilter.Part(
            part.name(), part.digest(), Map.of("family", "silero", "threshold", "0.1"));

    assertThrows(UnsupportedPackageException.class, () -> SpeechDetector.of(other, new byte[0]));
  }

  @Test
  void read_whatIsNoDetector_isOneSentenceThatNamesTheFile() throws Exception {
    Path text = Files.writeString(folder.resolve("text.onnx"), "no network");
    for (Path file :
        List.of(folder.resolve("gone.onnx"), text, loud("Sigmoid", 512), loud("Log", 576))) {
      WinnowException refusal =
          assertThrows(WinnowException.class, () -> SpeechDetector.read(file), file.toString());

      assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
      assertTrue(refusal.getMessage().lines().count() == 1, refusal.getMessage());
    }
  }
}
