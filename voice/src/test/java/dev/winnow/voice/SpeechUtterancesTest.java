package dev.winnow.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.Recording;
import dev.winnow.audio.WavFile;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.voice.activity.SpeechDetectionFailedException;
import dev.winnow.voice.activity.SpeechProbability;
import dev.winnow.voice.dsp.Voices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors that say what a test tells them. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class SpeechUtterancesTest {
  private static final int RATE = Voices.RATE;
  private static final VoicePackage VOICE =
      VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), RATE, 4);

  @TempDir private Path folder;

  /** Of each block of 32 ms, from the beginning of the sound on, what is written down for it. */
  private static final class Scripted implements SpeechProbability {
    private final double[] script;
    private int samples;
    private int told;

    Scripted(double... script) {
      this.script = script;
    }

    /** Speech in parts of the sound, in seconds. */
    static Scripted speechIn(double... times) {
      double[] script = new double[1_000];
      for (int i = 0; i < times.length; i += 2) {
        Arrays.fill(script, (int) (times[i] / 0.032), (int) Math.ceil(times[i + 1] / 0.032), 0.9);
      }
      return new Scripted(script);
    }

    @Override
    public double blockSeconds() {
      return 0.032;
    }

    @Override
    public double[] push(double[] more) {
      samples += more.length;
      return until(samples / 512);
    }

    @Override
    public double[] finish() {
      return until((samples + 511) / 512);
    }

    private double[] until(int end) {
      double[] blocks = new double[end - told];
      for (int i = 0; i < blocks.length; i++) {
        double block = told + i < script.length ? script[told + i] : 0;
        if (Double.isNaN(block)) {
          throw new SpeechDetectionFailedException("its answer is no probability");
        }
        blocks[i] = block;
      }
      told = end;
      return blocks;
    }

    @Override
    public void restart() {
      samples = 0;
      told = 0;
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }

  private static OpenedVoice opened(SpeechProbability probability) {
    return OpenedVoice.of(VOICE, new Random(1), probability);
  }

  private static List<FilteredUtterance> utterances(
      double[] sound, SpeechProbability probability, int block) {
    UtteranceCutter cutter = opened(probability).cutter(UtteranceStream.Lengths.WHOLE);
    List<FilteredUtterance> ended = new ArrayList<>();
    for (int at = 0; at < sound.length; at += block) {
      ended.addAll(cutter.push(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + block))));
    }
    ended.addAll(cutter.finish());
    return ended;
  }

  /** Loud from the first sample to the last, so that loudness tells nothing. */
  private static double[] vowel(double seconds) {
    return Voices.vowel(120, (int) (seconds * RATE), 700, 1_220);
  }

  private static double seconds(FilteredUtterance utterance) {
    return (double) assertInstanceOf(FilteredUtterance.Disguised.class, utterance).samples().length
        / RATE;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 320, 441, 16_000, 100_000})
  void push_speechInTwoParts_sendsThemAloneWithALittleAround(int block) {
    List<FilteredUtterance> ended =
        utterances(vowel(6), Scripted.speechIn(1.024, 2.048, 3.2, 4.48), block);

    assertEquals(2, ended.size());
    assertEquals(1.024 - 0.1, ended.get(0).time().start(), 0.011);
    assertEquals(2.048 + 0.1, ended.get(0).time().end(), 0.011);
    assertEquals(3.2 - 0.1, ended.get(1).time().start(), 0.011);
    assertEquals(4.48 + 0.1, ended.get(1).time().end(), 0.011);
    for (FilteredUtterance utterance : ended) {
      double length = utterance.time().end() - utterance.time().start();
      assertEquals(length, seconds(utterance), 1e-9);
    }
  }

  /** A stop within a word is no pause, and so is what is nearly as sure as speech. */
  @Test
  void push_shortGapsAndWeakerSpeech_doNotEndAnUtterance() {
    double[] script = new double[100];
    Arrays.fill(script, 10, 50, 0.9);
    Arrays.fill(script, 20, 27, 0); // 0.224 s
    Arrays.fill(script, 30, 45, 0.36);

    assertEquals(1, utterances(vowel(3), new Scripted(script), 512).size());
    Arrays.fill(script, 30, 45, 0.34);
    assertEquals(2, utterances(vowel(3), new Scripted(script), 512).size());
  }

  @Test
  void push_speechOfLessThanATenthOfASecond_isPassedOver() {
    double[] script = new double[100];
    Arrays.fill(script, 10, 12, 0.9);
    assertEquals(List.of(), utterances(vowel(2), new Scripted(script), 512));
    Arrays.fill(script, 12, 14, 0.9);
    assertEquals(1, utterances(vowel(2), new Scripted(script), 512).size());
  }

  @Test
  void push_speechToTheEnd_endsWithTheSound() {
    List<FilteredUtterance> ended = utterances(vowel(1.005), Scripted.speechIn(0.5, 3), 512);

    assertEquals(1, ended.size());
    assertEquals(1.005, ended.get(0).time().end(), 0.011);
  }

  @Test
  void push_speechWithoutEnd_isCutAtTheGreatestLength() {
    List<FilteredUtterance> ended = utterances(vowel(9), Scripted.speechIn(0, 9), 512);

    assertEquals(
        List.of(4.0, 4.0, 1.0), ended.stream().map(each -> Math.rint(seconds(each))).toList());
  }

  /** The half second that was heard before the detector failed does not leave either. */
  @Test
  void push_detectorThatFails_sendsNothingOfWhatItHeardNorAnyMore() {
    double[] script = new double[100];
    Arrays.fill(script, 0, 15, 0.9);
    script[15] = Double.NaN;
    UtteranceCutter cutter = opened(new Scripted(script)).cutter(UtteranceStream.Lengths.WHOLE);

    assertEquals(List.of(), cutter.push(vowel(0.4)));
    assertThrows(SpeechDetectionFailedException.class, () -> cutter.push(vowel(1)));
    assertEquals(List.of(), cutter.push(vowel(1)));
    assertEquals(List.of(), cutter.finish());
  }

  private FileUtterances files(SpeechProbability probability, double seconds) throws Exception {
    Path file = folder.resolve("talk.wav");
    Files.write(file, WavFile.of(vowel(seconds), RATE));
    return new FileUtterances(
        OneFile.of(file.toString()),
        opened(probability),
        new ReleasedWav("pitch", RATE, Optional.empty()));
  }

  @Test
  void next_recordingInWhichNobodySpeaks_isWithheldInOneSentence() throws Exception {
    try (FileUtterances stream = files(new Scripted(), 2)) {
      var refusal = assertThrows(UnreadableCaptureException.class, stream::next);

      assertEquals("nobody speaks in it", refusal.reason());
      assertEquals(folder.resolve("talk.wav").toString(), refusal.what());
      assertTrue(stream.next().isEmpty());
      assertEquals("sent nothing of 1: nobody speaks in it", stream.remarks().get(1));
    }
  }

  @Test
  void next_recordingWithSpeechInIt_leavesAsThatPart() throws Exception {
    try (FileUtterances stream = files(Scripted.speechIn(0.96, 1.6), 3)) {
      FilteredCapture part = stream.next().orElseThrow();

      assertEquals(0.86, part.id().time().orElseThrow().start(), 0.011);
      assertEquals(0.84, (double) Recording.ofWav(part.content()).frames() / RATE, 0.021);
      assertTrue(stream.next().isEmpty());
    }
  }

  @Test
  void next_detectorThatFailsOnAFile_endsTheRunInOneSentence() throws Exception {
    try (FileUtterances stream = files(new Scripted(0.9, 0.9, Double.NaN), 1)) {
      var failure = assertThrows(SpeechDetectionFailedException.class, stream::next);

      assertEquals(
          "the voice activity detector failed, so that nothing more is sent: its answer is no"
              + " probability",
          failure.getMessage());
    }
  }

  @Test
  void next_detectorThatFailsOnAMicrophone_endsTheRunAndSendsNothing() {
    double[] script = new double[100];
    Arrays.fill(script, 0, 40, 0.9);
    script[40] = Double.NaN;
    double[] sound = vowel(3);
    SoundSource source =
        new SoundSource() {
          private int next;

          @Override
          public String name() {
            return "mic:test";
          }

          @Override
          public int rate() {
            return RATE;
          }

          @Override
          public double[] read() {
            double[] block = Arrays.copyOfRange(sound, next, Math.min(sound.length, next + 320));
            next += block.length;
            return block;
          }

          @Override
          public boolean isLossy() {
            return true;
          }

          @Override
          public void close() {
            // It ends by itself.
          }
        };
    try (LiveUtterances live =
        LiveUtterances.start(
            source,
            opened(new Scripted(script)),
            new ReleasedWav("pitch", RATE, Optional.empty()))) {
      assertThrows(SpeechDetectionFailedException.class, live::next);
      assertTrue(live.next().isEmpty());
    }
  }
}
