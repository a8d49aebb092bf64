package dev.winnow.synthesis.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.synthesis.SplitMix64;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticVoicesTest {
  /** A new digest means other voices: what was measured on the old ones must be measured anew. */
  @Test
  void write_fixedSeed_sameFilesOnEveryPlatform(@TempDir Path folder) {
    DataSet set = SyntheticVoices.withSeed(1).write(folder, 10, 1, Progress.NONE);

    assertEquals(
        "sha256:8e1d1de0672e57409b17cd291eb25d3f2ab6c6588a2c49511fc37a6a83cf1992",
        set.digest().text());
  }

  @Test
  void write_otherReader_findsHalfASecondToOneAt16Kilohertz(@TempDir Path folder) throws Exception {
    DataSet set = SyntheticVoices.withSeed(2).write(folder, 10, 1, Progress.NONE);

    assertEquals(60, set.samples().size());
    for (Sample sample : set.samples()) {
      try (AudioInputStream sound = AudioSystem.getAudioInputStream(set.file(sample).toFile())) {
        AudioFormat format = sound.getFormat();
        assertEquals(16_000, format.getSampleRate());
        assertEquals(1, format.getChannels());
        assertEquals(16, format.getSampleSizeInBits());
        double seconds = sound.getFrameLength() / 16_000.0;
        assertTrue(seconds > .4 && seconds < 1, sample.path() + " " + seconds);
      }
    }
  }

  @Test
  void write_split_partsPeople(@TempDir Path folder) {
    DataSet set = SyntheticVoices.withSeed(1).write(folder, 10, 1, Progress.NONE);

    Partition partition = Partition.of(set, "identity", 1);

    assertEquals(36, partition.train().size());
    assertEquals(6, partition.validation().size());
    assertEquals(18, partition.test().size());
    assertEquals(
        Map.of("ai", 10L, "ia", 10L, "au", 10L, "ua", 10L, "eo", 10L, "oe", 10L),
        set.samples().stream()
            .map(sample -> sample.label("word").orElseThrow())
            .collect(Collectors.groupingBy(word -> word, Collectors.counting())));
  }

  /** The strongest period of the middle of a word is the speaker's; jitter moves it by 1 %. */
  @Test
  void said_anyVoice_hasItsPitch() {
    for (int person = 0; person < 10; person++) {
      SpeakerVoice voice = SpeakerVoice.drawn(SplitMix64.of(1, person));
      Take take = new Take(1, 1, .5, 0, .5, 0);

      double[] word = Utterance.said(SpokenWord.AU, voice, take, SplitMix64.of(2, person));

      assertEquals(1, pitch(word) / voice.pitch(), .06, voice.toString());
    }
  }

  /** The frequency of the largest autocorrelation between 70 and 320 Hz, of 64 ms in the middle. */
  private static double pitch(double[] samples) {
    int from = 3_500;
    int best = 0;
    double most = 0;
    for (int lag = SyntheticVoices.RATE / 320; lag < SyntheticVoices.RATE / 70; lag++) {
      double sum = 0;
      double one = 0;
      double other = 0;
      for (int i = from; i < from + 1024; i++) {
        sum += samples[i] * samples[i + lag];
        one += samples[i] * samples[i];
        other += samples[i + lag] * samples[i + lag];
      }
      double correlation = sum / Math.sqrt(one * other);
      // A multiple of the period is as good; the first one counts.
      if (correlation > most + .02) {
        most = correlation;
        best = lag;
      }
    }
    return (double) SyntheticVoices.RATE / best;
  }
}
