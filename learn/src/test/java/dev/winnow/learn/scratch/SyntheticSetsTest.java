package dev.winnow.learn.scratch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.AudioModality;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Progress;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.Augmentation;
import dev.winnow.data.CaptureId;
import dev.winnow.data.DataSet;
import dev.winnow.data.Modality;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.RecurrentSettings;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.training.Schedule;
import dev.winnow.series.SeriesModality;
import dev.winnow.synthesis.motion.SyntheticMotion;
import dev.winnow.synthesis.voice.SyntheticVoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On synthetic voices and movements every architecture learns what was said or done, of people
 * never heard or seen; and who it was can be learned too.
 */
class SyntheticSetsTest {
  @TempDir static Path folder;

  private static DataSet motion;
  private static DataSet voices;

  @BeforeAll
  static void synthesise() {
    motion = SyntheticMotion.withSeed(1).write(folder.resolve("motion"), 14, 1, Progress.NONE);
    voices = SyntheticVoices.withSeed(1).write(folder.resolve("voices"), 20, 3, Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({"CNN1D, 5, .9", "CRNN, 5, .9", "LSTM, 8, .7"})
  void run_motion_tellsActivitiesOfPeopleNeverSeen(
      Architecture architecture, int epochs, double least) {
    Partition people = Partition.of(motion, "identity", 1);

    Trained trained =
        trained(motion, new SeriesModality(), series(), people, "activity", architecture, epochs);

    // One of five is .2; who is recurrent from the first step on learns slowly.
    assertTrue(trained.test().balanced() > least, trained.test().toString());
  }

  @Test
  void run_motion_tellsPeopleApartToo() {
    DataSet twice =
        SyntheticMotion.withSeed(1).write(folder.resolve("twice"), 10, 2, Progress.NONE);
    Partition sessions =
        new Partition(
            session(twice, "_0", 0, 9), session(twice, "_0", 9, 11), session(twice, "_1", 0, 11));

    Trained trained =
        trained(twice, new SeriesModality(), series(), sessions, "identity", Architecture.CNN1D, 8);

    // One of 10 is .1.
    assertTrue(trained.test().balanced() > .6, trained.test().toString());
  }

  @ParameterizedTest
  @CsvSource({"CNN2D, 6, .9", "GRU, 10, .7"})
  void run_voices_tellsWordsOfPeopleNeverHeard(
      Architecture architecture, int epochs, double least) {
    Partition people = Partition.of(voices, "identity", 1);

    Trained trained =
        trained(voices, new AudioModality(), spectrogram(), people, "word", architecture, epochs);

    // One of six is .17.
    assertTrue(trained.test().balanced() > least, trained.test().toString());
  }

  /** By the recording whose mean level in each mel band is nearest; chance is .05. */
  @Test
  void nearest_voices_areOfOnePersonFarOftenerThanByChance() throws IOException {
    List<Sample> samples = voices.samples();
    List<double[]> levels = new ArrayList<>();
    for (Sample sample : samples) {
      levels.add(levels(prepared(sample)));
    }
    long right =
        IntStream.range(0, samples.size())
            .filter(i -> identity(i).equals(identity(nearest(i, levels))))
            .count();

    assertTrue(right > .25 * samples.size(), right + " of " + samples.size());
  }

  private static String identity(int sample) {
    return voices.samples().get(sample).label("identity").orElseThrow();
  }

  private static int nearest(int sample, List<double[]> levels) {
    return IntStream.range(0, levels.size())
        .filter(other -> other != sample)
        .boxed()
        .min(Comparator.comparingDouble(other -> apart(levels.get(sample), levels.get(other))))
        .orElseThrow();
  }

  private static double apart(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> (x[i] - y[i]) * (x[i] - y[i])).sum();
  }

  private static double[] levels(float[] values) {
    double[] sums = new double[40];
    int frames = 0;
    for (int i = 0; i < values.length; i++) {
      sums[i % 40] += values[i];
      frames += i % 40 == 0 && values[i] != 0 ? 1 : 0;
    }
    double count = frames;
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  private static float[] prepared(Sample sample) throws IOException {
    byte[] bytes = Files.readAllBytes(voices.file(sample));
    Tensor into = Tensor.allocate(spectrogram().shape());
    new AudioModality().preprocessor(spectrogram()).read(CaptureId.ofFile("x.wav"), bytes, into);
    return into.toArray();
  }

  /** Which is how networks know where a recording ends. */
  @Test
  void read_shortRecording_isZeroBehindItsEnd() throws IOException {
    Sample sample = voices.samples().get(0);

    float[] values = prepared(sample);

    long bytes = Files.size(voices.file(sample));
    int last = values.length - 1;
    while (values[last] == 0) {
      last--;
    }
    // A frame every 160 samples of two bytes; its window is a little later than its start.
    int frames = (int) (bytes - 44) / 2 / 160;
    assertTrue(Math.abs(frames - last / 40) <= 1, frames + " and " + last / 40);
    assertTrue(values.length / 40 - last / 40 > 10, "hardly anything is padded");
  }

  /** Some windows of each recording of those that end so. */
  private static List<Sample> session(DataSet set, String ending, int from, int to) {
    return IntStream.range(0, set.samples().size())
        .filter(i -> i % 11 >= from && i % 11 < to)
        .mapToObj(set.samples()::get)
        .filter(sample -> sample.label("session").orElseThrow().endsWith(ending))
        .toList();
  }

  private static InputSpec series() {
    return new SeriesSpec(
        motion.card().channels(), SyntheticMotion.RATE, 125, Normalization.same(6, 0, 5));
  }

  /** In dB above the floor. */
  private static AudioSpec spectrogram() {
    MelSpec mel = MelSpec.of(SyntheticVoices.RATE, 40);
    return new AudioSpec(
        SyntheticVoices.RATE, SyntheticVoices.RATE, Optional.of(mel), mel.log().log(0), 15);
  }

  private static Trained trained(
      DataSet set,
      Modality modality,
      InputSpec spec,
      Partition partition,
      String column,
      Architecture architecture,
      int epochs) {
    TrainingSettings settings =
        new TrainingSettings(
            architecture,
            new RecurrentSettings(32, 1, false),
            new Schedule(epochs, 16, 5e-3, Optimizer.ADAM),
            Augmentation.NONE,
            1,
            1);
    return Training.run(
        set, modality.preprocessor(spec), partition, column, settings, Progress.NONE);
  }
}
