package dev.winnow.voice.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoudnessKeeperTest {
  /** Makes sound quieter by 6 dB, and 5 ms late: a filter with its latency. */
  private static final class Quieter implements SoundFilter {
    private final SlidingSamples input = new SlidingSamples(Voices.RATE);
    private int given;

    @Override
    public double[] push(double[] samples) {
      input.append(samples);
      return until(Math.max(given, input.frames() - latency()));
    }

    @Override
    public double[] finish() {
      return until(input.frames());
    }

    private double[] until(int end) {
      double[] made = new double[end - given];
      Arrays.setAll(made, i -> input.value(given + i) / 2);
      given = end;
      return made;
    }

    @Override
    public int latency() {
      return 80;
    }
  }

  @Test
  void all_filterThatIsQuieter_isAsLoudAsBeforeSoon() {
    double[] vowel = Voices.vowel(120, Voices.RATE, 700, 1_220);

    double[] kept = LoudnessKeeper.of(new Quieter(), Voices.RATE).all(vowel);

    assertArrayEquals(tail(vowel), tail(kept), 1e-6);
  }

  @Test
  void all_filterThatChangesNothing_changesNothing() {
    double[] vowel = Voices.vowel(120, 5_003, 700, 1_220);

    assertArrayEquals(
        vowel, LoudnessKeeper.of(new FilterChain(List.of()), Voices.RATE).all(vowel), 1e-12);
  }

  /** Silence is not made loud, be a filter as quiet as it will. */
  @Test
  void all_silence_staysSilent() {
    double[] silence = new double[4_000];

    assertEquals(
        0, Arrays.stream(LoudnessKeeper.of(new Quieter(), Voices.RATE).all(silence)).sum());
  }

  private static double[] tail(double[] sound) {
    return Arrays.copyOfRange(sound, sound.length / 2, sound.length);
  }
}
