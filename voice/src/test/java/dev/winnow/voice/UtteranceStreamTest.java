package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.voice.dsp.Voices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtteranceStreamTest {
  private static final int RATE = Voices.RATE;

  private static List<FilteredUtterance> utterances(
      double[] sound, UtteranceStream.Lengths lengths, boolean trims) {
    VoiceDisguise disguise =
        VoiceDisguise.of(VoiceSettings.withDefaults(VoiceMethod.MCADAMS), RATE, new Random(1));
    UtteranceStream stream = new UtteranceStream(disguise, RATE, lengths, trims);
    List<FilteredUtterance> ended = new ArrayList<>();
    for (int at = 0; at < sound.length; at += 441) {
      ended.addAll(stream.push(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 441))));
    }
    ended.addAll(stream.finish());
    return ended;
  }

  private static void say(double[] into, double from, double seconds) {
    double[] vowel = Voices.vowel(120, (int) (seconds * RATE), 700, 1_220);
    System.arraycopy(vowel, 0, into, (int) (from * RATE), vowel.length);
  }

  private static UtteranceStream.Lengths between(double least, double most) {
    return new UtteranceStream.Lengths((long) (least * RATE), (long) (most * RATE), false);
  }

  @Test
  void push_twoUtterancesWithSilenceAround_endsEachInItsPause() {
    double[] sound = new double[8 * RATE];
    say(sound, 1, 1.5);
    say(sound, 5, 2);

    List<FilteredUtterance> ended = utterances(sound, between(1, 10), true);

    assertEquals(2, ended.size());
    // From 0.2 s before the voice to 0.3 s behind it, in frames of 10 ms.
    assertEquals(0.8, ended.get(0).time().start(), 0.02);
    assertEquals(2.8, ended.get(0).time().end(), 0.02);
    assertEquals(4.8, ended.get(1).time().start(), 0.02);
    assertEquals(7.3, ended.get(1).time().end(), 0.02);
    // What is sent of it ends 50 ms before and behind what is loud.
    double[] samples = ((FilteredUtterance.Disguised) ended.get(0)).samples();
    assertEquals(1.6, (double) samples.length / RATE, 0.03);
  }

  @Test
  void push_voiceWithoutAPause_endsAtTheGreatestLength() {
    double[] sound = new double[5 * RATE];
    say(sound, 0, 5);

    List<FilteredUtterance> ended = utterances(sound, between(1, 2), true);

    assertEquals(
        List.of(2.0, 4.0, 5.0), ended.stream().map(utterance -> utterance.time().end()).toList());
  }

  @Test
  void push_shortWordsBeforeTheLeastLength_stayTogether() {
    double[] sound = new double[4 * RATE];
    say(sound, 0, 0.3);
    say(sound, 0.8, 0.3);
    say(sound, 1.6, 0.6);

    assertEquals(1, utterances(sound, between(2, 10), true).size());
  }

  @Test
  void push_silenceAlone_isPassedOver() {
    assertEquals(List.of(), utterances(new double[5 * RATE], between(1, 2), true));
  }

  @Test
  void push_whatCannotBeDisguised_isWithheldWithTheReason() {
    double[] damaged = Voices.vowel(120, RATE, 700);
    damaged[8_000] = Double.NaN;

    assertWithheld("it is silent, so that there is no voice to disguise", new double[RATE]);
    assertWithheld("it is shorter than 0.1 s, too short to be disguised", new double[1_599]);
    assertWithheld("it is shorter than 0.1 s, too short to be disguised", new double[0]);
    assertWithheld("it holds a sample that is no number", damaged);
  }

  private static void assertWithheld(String reason, double[] sound) {
    List<FilteredUtterance> ended = utterances(sound, UtteranceStream.Lengths.WHOLE, true);

    assertEquals(1, ended.size());
    assertEquals(reason, ((FilteredUtterance.Withheld) ended.get(0)).reason());
  }

  @Test
  void push_silenceKept_sendsAllOfTheRecording() {
    double[] sound = new double[2 * RATE + 77];
    say(sound, 0.5, 1);

    List<FilteredUtterance> ended = utterances(sound, UtteranceStream.Lengths.WHOLE, false);

    assertEquals(sound.length, ((FilteredUtterance.Disguised) ended.get(0)).samples().length);
  }

  @Test
  void push_voiceAtFullScale_isNotCutOff() {
    double[] sound = Arrays.stream(Voices.vowel(120, RATE, 700)).map(x -> 2 * x).toArray();

    List<FilteredUtterance> ended = utterances(sound, UtteranceStream.Lengths.WHOLE, true);

    double[] samples = ((FilteredUtterance.Disguised) ended.get(0)).samples();
    assertTrue(Arrays.stream(samples).map(Math::abs).max().orElseThrow() <= 0.99 + 1e-9);
  }
}
