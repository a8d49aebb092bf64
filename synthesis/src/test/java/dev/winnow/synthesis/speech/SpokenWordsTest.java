package dev.winnow.synthesis.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.MelSpectrogram;
import dev.winnow.audio.Recording;
import dev.winnow.core.MelSpec;
import dev.winnow.core.MelSpec.Bands;
import dev.winnow.core.MelSpec.LogScale;
import dev.winnow.core.Progress;
import dev.winnow.core.StftSpec;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a recogniser of speech understands them is tested where there is one. */
class SpokenWordsTest {
  private static final int SPEAKERS = 10;
  private static final int BANDS = 24;
  private static final int RATE = 16_000;

  @TempDir private static Path folder;
  private static DataSet set;
  private static String printed;

  @BeforeAll
  static void write() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(caught);
    System.setErr(caught);
    try {
      set = SpokenWords.withSeed(1).write(folder.resolve("set"), SPEAKERS, 2, Progress.NONE);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    printed = bytes.toString(StandardCharsets.UTF_8);
  }

  /** FreeTTS is a program that was made a library. */
  @Test
  void write_anySet_printsNothing() {
    assertEquals("", printed);
  }

  @Test
  void write_otherReader_findsAWordAt16Kilohertz() throws Exception {
    assertEquals(200, set.samples().size());
    for (Sample sample : set.samples()) {
      try (AudioInputStream sound = AudioSystem.getAudioInputStream(set.file(sample).toFile())) {
        AudioFormat format = sound.getFormat();
        assertEquals(RATE, format.getSampleRate());
        assertEquals(1, format.getChannels());
        assertEquals(16, format.getSampleSizeInBits());
        double seconds = (double) sound.getFrameLength() / RATE;
        assertTrue(seconds > .3 && seconds < 1.5, sample.path() + " " + seconds);
      }
    }
  }

  @Test
  void write_split_partsSpeakers() {
    Partition partition = Partition.of(set, "speaker", 1);

    assertEquals(120, partition.train().size());
    assertEquals(20, partition.validation().size());
    assertEquals(60, partition.test().size());
  }

  @Test
  void write_sameSeed_sameFilesAndAnotherSeedOtherPeople() {
    List<String> words = List.of("yes");
    DataSet one =
        SpokenWords.withSeed(7).with(words).write(folder.resolve("1"), 10, 1, Progress.NONE);
    DataSet same =
        SpokenWords.withSeed(7).with(words).write(folder.resolve("2"), 10, 1, Progress.NONE);
    DataSet other =
        SpokenWords.withSeed(8).with(words).write(folder.resolve("3"), 10, 1, Progress.NONE);

    assertEquals(one.digest(), same.digest());
    assertNotEquals(one.digest(), other.digest());
  }

  @Test
  void with_noWord_isRefusedByIt() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SpokenWords.withSeed(1).with(List.of("yes", "../no")));

    assertEquals("\"../no\" is no word in lower case letters", e.getMessage());
  }

  /**
   * By the mean and the deviation of each band over time, whatever is said; by chance it were one
   * in ten.
   */
  @Test
  void write_nearestOtherRecording_isMostlyTheSameSpeakers() throws Exception {
    List<double[]> levels = new ArrayList<>();
    for (Sample sample : set.samples()) {
      levels.add(statistics(Recording.ofWav(Files.readAllBytes(set.file(sample)))));
    }
    int right = 0;
    for (int i = 0; i < levels.size(); i++) {
      int nearest = -1;
      for (int j = 0; j < levels.size(); j++) {
        if (j != i
            && (nearest < 0
                || distance(levels.get(i), levels.get(j))
                    < distance(levels.get(i), levels.get(nearest)))) {
          nearest = j;
        }
      }
      right += speaker(i).equals(speaker(nearest)) ? 1 : 0;
    }

    int found = right;
    assertTrue(found >= 120, () -> found + " of 200");
  }

  private static String speaker(int sample) {
    return set.samples().get(sample).label("speaker").orElseThrow();
  }

  private static double[] statistics(Recording recording) {
    MelSpec spec =
        new MelSpec(
            new StftSpec(400, 160, 512, 2, false),
            new Bands(BANDS, 60, 7_600, Bands.Scale.HTK, Bands.Norm.NONE),
            new LogScale(LogScale.Unit.LN, 1e-6, OptionalDouble.empty()));
    double[] samples = new double[recording.frames()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = recording.value(i);
    }
    double[] values = MelSpectrogram.of(spec, RATE).of(samples);
    int frames = values.length / BANDS;
    double[] made = new double[2 * BANDS];
    for (int i = 0; i < values.length; i++) {
      made[i % BANDS] += values[i] / frames;
    }
    for (int i = 0; i < values.length; i++) {
      double off = values[i] - made[i % BANDS];
      made[BANDS + i % BANDS] += off * off / frames;
    }
    for (int band = BANDS; band < made.length; band++) {
      made[band] = Math.sqrt(made[band]);
    }
    return made;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return sum;
  }
}
