package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what {@code src/test/python/mel.py} made with torch.stft and numpy. */
class MelSpectrogramTest {
  private static final int RATE = 16_000;

  static Stream<JsonNode> cases() throws IOException {
    try (var in = MelSpectrogramTest.class.getResourceAsStream("mel.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get("cases");
      return StreamSupport.stream(cases.spliterator(), false);
    }
  }

  /** Values of up to 120 dB, written with six decimals. */
  @ParameterizedTest
  @MethodSource("cases")
  void of_signalOfTheFixture_isWhatTorchAndNumpyMake(JsonNode fixture) {
    MelSpec spec = MelSpec.parse(fixture.get("text").textValue(), RATE);
    double[] expected =
        StreamSupport.stream(fixture.get("values").spliterator(), false)
            .mapToDouble(JsonNode::doubleValue)
            .toArray();

    double[] made = MelSpectrogram.of(spec, RATE).of(signal(fixture.get("samples").intValue()));

    assertEquals(fixture.get("frames").intValue() * spec.bands().count(), made.length);
    assertArrayEquals(expected, made, 1e-4);
  }

  /** Short recordings end in the floor, and what is normalised is the spectrogram. */
  @Test
  void read_asSpectrogram_isPaddedAndNormalised() {
    MelSpec mel = MelSpec.parse("bands=8,window=32,hop=16,fft=32,high=4000", 8000);
    AudioSpec spec = new AudioSpec(8000, 160, Optional.of(mel), -50, 10);
    byte[] file = WavFiles.of(8000, 1, 16, new Random(1).ints(64, -9_000, 9_000).toArray());
    Tensor into = Tensor.allocate(spec.shape());

    AudioPreprocessor.of(spec).read(CaptureId.ofFile("a.wav"), file, into);

    assertEquals(Shape.of(1, 9, 8), into.shape());
    float[] values = into.toArray();
    float silence = (-100 + 50) / 10f;
    for (int i = 4 * 8; i < values.length; i++) {
      assertEquals(silence, values[i], 1e-6);
    }
    assertTrue(values[0] > silence + 1 && values[23] > silence + 1, Arrays.toString(values));
  }

  private static double[] signal(int samples) {
    Random random = new Random(7);
    double[] wave = new double[samples];
    for (int i = 0; i < samples; i++) {
      double time = (double) i / RATE;
      double noise = (random.nextInt() >>> 1) / (double) (1 << 30) - 1;
      wave[i] =
          0.3 * Math.sin(2 * Math.PI * 440 * time)
              + 0.1 * Math.sin(2 * Math.PI * 3100 * time)
              + 0.2 * Math.sin(2 * Math.PI * (200 * time + 3000 * time * time))
              + 0.01 * noise;
    }
    return wave;
  }

  /**
   * Windows that share frames, and those that share none, in any order and one for the first time.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"bands=8,center=true", "bands=8,center=false,range=60", "bands=8,hop=7ms"})
  void read_windowsOfOneRecording_areToTheLastBitWhatEachIsByItself(String text) {
    AudioSpec spec = AudioSpec.of(RATE, 4_000).withMel(MelSpec.parse(text, RATE));
    byte[] file = WavFiles.of(RATE, 1, 16, pcm(10_500));
    AudioPreprocessor sharing = AudioPreprocessor.of(spec);

    for (double start : new double[] {0, 0.1, 0.2, 0.05, 0.2, 0.123, 0.5, 0.6, 0}) {
      TimeWindow window = new TimeWindow(start, start + 0.25);
      CaptureId id = new CaptureId("a.wav", 0, Optional.of(window));
      assertArrayEquals(read(AudioPreprocessor.of(spec), id, file), read(sharing, id, file));
    }
    byte[] other = WavFiles.of(RATE, 1, 16, pcm(5_000));
    CaptureId id = new CaptureId("a.wav", 0, Optional.of(new TimeWindow(0, 0.25)));
    assertArrayEquals(read(AudioPreprocessor.of(spec), id, other), read(sharing, id, other));
  }

  private static int[] pcm(int samples) {
    Random random = new Random(samples);
    return random.ints(samples, -20_000, 20_000).toArray();
  }

  private static float[] read(AudioPreprocessor preprocessor, CaptureId id, byte[] file) {
    Tensor into = Tensor.allocate(preprocessor.spec().shape());
    preprocessor.read(id, file, into);
    return into.toArray();
  }
}
