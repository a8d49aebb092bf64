package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.voice.dsp.SoundFilter;
import dev.winnow.voice.dsp.Voices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all methods promise. */
class VoiceDisguiseTest {
  private static final int SEED = 4;

  private static VoiceSettings settings(VoiceMethod method, String... more) {
    Map<String, String> words = new TreeMap<>(Map.of("method", method.word()));
    for (int i = 0; i < more.length; i += 2) {
      words.put(more[i], more[i + 1]);
    }
    return VoiceSettings.of(words);
  }

  private static SoundFilter filter(VoiceMethod method) {
    VoiceSettings settings = settings(method, "band", "100.0..7000.0");
    return VoiceDisguise.of(settings, Voices.RATE, new Random(SEED)).open();
  }

  /** Two vowels with a pause between them, in a little noise. */
  private static double[] speech() {
    double[] sound = new double[3 * Voices.RATE];
    double[] first = Voices.vowel(117, Voices.RATE, 700, 1_220, 2_600);
    double[] second = Voices.vowel(181, Voices.RATE, 300, 2_300, 3_000);
    System.arraycopy(first, 0, sound, 2_000, first.length);
    System.arraycopy(second, 0, sound, 24_000, second.length);
    Random random = new Random(9);
    return Arrays.stream(sound).map(x -> 0.6 * x + 0.001 * random.nextGaussian()).toArray();
  }

  private static double[] inBlocks(SoundFilter filter, double[] sound, int most, Random lengths) {
    List<double[]> made = new ArrayList<>();
    int held = 0;
    for (int at = 0; at < sound.length; ) {
      int count = Math.min(sound.length - at, most == 1 ? 1 : 1 + lengths.nextInt(most));
      double[] ready = filter.push(Arrays.copyOfRange(sound, at, at + count));
      at += count;
      held += count - ready.length;
      assertTrue(held <= filter.latency(), held + " of " + filter.latency());
      made.add(ready);
    }
    made.add(filter.finish());
    return made.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @ParameterizedTest
  @EnumSource(VoiceMethod.class)
  void push_anyBlocks_isWhatTheWholeGives(VoiceMethod method) {
    double[] sound = speech();

    double[] whole = filter(method).all(sound);

    assertEquals(sound.length, whole.length);
    for (int most : new int[] {37, 160, 1_024, 20_000}) {
      assertArrayEquals(whole, inBlocks(filter(method), sound, most, new Random(most)), 1e-6);
    }
    double[] begin = Arrays.copyOf(sound, 4_000);
    assertArrayEquals(
        filter(method).all(begin), inBlocks(filter(method), begin, 1, new Random(0)), 1e-6);
  }

  @ParameterizedTest
  @EnumSource(VoiceMethod.class)
  void latency_anyMethod_isAtMost200Milliseconds(VoiceMethod method) {
    for (int rate : new int[] {8_000, 16_000, 48_000}) {
      for (String semitones : List.of("-12", "12")) {
        VoiceSettings settings =
            method.movesPitch() ? settings(method, "semitones", semitones) : settings(method);
        SoundFilter filter = VoiceDisguise.of(settings, rate, new Random(SEED)).open();

        assertTrue(filter.latency() <= rate / 5, filter.latency() + " at " + rate);
      }
    }
  }

  /**
   * The steps from the last sample of a block of 10 ms to the first of the next: on the whole no
   * larger than elsewhere, and no more of them beyond the 99.9th percentile than there are by
   * chance. For McAdams it is that of what comes out: its formants, and so its steps, are higher.
   */
  @ParameterizedTest
  @EnumSource(VoiceMethod.class)
  void push_bordersOfBlocks_haveNoStepsOfTheirOwn(VoiceMethod method) {
    double[] sound = speech();

    double[] made = steps(inBlocks(filter(method), sound, 160, new Random(1)));

    double[] borders = new double[made.length / 160];
    Arrays.setAll(borders, i -> made[160 * i + 159]);
    assertTrue(power(borders) <= 1.25 * power(made), power(borders) + " of " + power(made));
    double usual = percentile(method == VoiceMethod.MCADAMS ? made : steps(sound), 0.999);
    long above = Arrays.stream(borders).filter(step -> step > usual).count();
    // Of 299 steps 0.3 are to be expected; more than 3 has a chance of 1 in 4,000.
    assertTrue(above <= 3, above + " of " + borders.length);
  }

  private static double[] steps(double[] sound) {
    double[] steps = new double[sound.length - 1];
    Arrays.setAll(steps, n -> Math.abs(sound[n + 1] - sound[n]));
    return steps;
  }

  private static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * sorted.length)];
  }

  @ParameterizedTest
  @EnumSource(VoiceMethod.class)
  void all_speech_isAsLoudAndAnotherSound(VoiceMethod method) {
    double[] sound = speech();

    double[] made =
        VoiceDisguise.of(settings(method), Voices.RATE, new Random(1)).open().all(sound);

    assertEquals(Voices.decibels(sound), Voices.decibels(made), 1);
    double product = 0;
    for (int n = 0; n < sound.length; n++) {
      product += sound[n] * made[n];
    }
    double likeness = product / sound.length / power(sound);
    // Of the sound itself it would be 1.
    assertTrue(Math.abs(likeness) < 0.8, "likeness " + likeness);
  }

  private static double power(double[] sound) {
    return Arrays.stream(sound).map(x -> x * x).average().orElseThrow();
  }

  /** The pitch as asked, and formants as asked, not as the pitch would take them. */
  @Test
  void all_pitchAndFormants_eachMoveAsAsked() {
    VoiceSettings settings =
        settings(VoiceMethod.PITCH_FORMANT, "semitones", "-4", "formant-ratio", "1.15");
    VoiceDisguise disguise = VoiceDisguise.of(settings, Voices.RATE, new Random(1));
    double[] voiced = Voices.vowel(150, 2 * Voices.RATE, 700, 1_220, 2_600);
    double[] whispered = Voices.vowel(0, 4 * Voices.RATE, 700, 1_220, 2_600);

    double pitch = 150 * Math.pow(2, -4 / 12.0);
    double[] lower = disguise.open().all(voiced);
    double[] shorter = disguise.open().all(whispered);

    assertEquals(0, Voices.cents(Voices.pitch(lower, pitch), pitch), 10);
    for (double formant : new double[] {700, 1_220, 2_600}) {
      double expected = 1.15 * formant;
      assertEquals(expected, Voices.peak(shorter, 0.8 * expected, 1.2 * expected), 0.05 * expected);
    }
  }

  @Test
  void open_rangeDrawnPerUtterance_differsFromOneToTheNextAndPerSessionDoesNot() {
    double[] vowel = Voices.vowel(120, Voices.RATE, 700, 1_220);
    for (String draw : List.of("utterance", "session")) {
      VoiceSettings settings = settings(VoiceMethod.PITCH, "semitones", "-6.0..-3.0", "draw", draw);
      VoiceDisguise disguise = VoiceDisguise.of(settings, Voices.RATE, new Random(2));

      double first = semitones(disguise.open().all(vowel));
      double second = semitones(disguise.open().all(vowel));

      assertTrue(first > -6.1 && first < -2.9, "drawn " + first);
      assertEquals(draw.equals("session"), Math.abs(first - second) < 0.01, first + " " + second);
    }
  }

  private static double semitones(double[] vowel) {
    double expected = 120 * Math.pow(2, -4.5 / 12);
    return Voices.cents(Voices.pitch(vowel, expected), 120) / 100;
  }

  @Test
  void all_silence_isSilent() {
    for (VoiceMethod method : VoiceMethod.values()) {
      double[] made = filter(method).all(new double[8_000]);
      assertFalse(Arrays.stream(made).anyMatch(x -> x != 0), method.word());
    }
  }
}
