package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.audio.Recording;
import dev.winnow.audio.Resampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamResamplerTest {
  /** Also where samples are numbered anew meanwhile, as they are after hours. */
  @ParameterizedTest
  @CsvSource({
    "44100, 16000, 2147483647",
    "8000, 16000, 2000",
    "48000, 16000, 3000",
    "16000, 16000, 100",
    "22050, 16000, 8000"
  })
  void push_blocks_givesWhatAResamplerMakesOfTheWhole(int from, int to, int renumbered) {
    float[] values = new float[from];
    for (int n = 0; n < from; n++) {
      values[n] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * n / from));
    }
    Recording recording = Recording.of(from, values);
    Resampler whole = Resampler.of(from, to);
    double[] expected = whole.resample(recording, 0, whole.frames(from));

    StreamResampler stream = StreamResampler.of(from, to, renumbered);
    List<double[]> made = new ArrayList<>();
    for (int at = 0; at < from; at += 333) {
      double[] block = new double[Math.min(333, from - at)];
      int start = at;
      Arrays.setAll(block, i -> values[start + i]);
      made.add(stream.push(block));
    }
    made.add(stream.finish());

    double[] joined = made.stream().flatMapToDouble(Arrays::stream).toArray();
    assertEquals(expected.length, joined.length);
    assertArrayEquals(expected, joined, 1e-9);
  }
}
