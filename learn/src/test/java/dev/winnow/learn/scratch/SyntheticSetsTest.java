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
  @CsvSource({"CNN1D, .9", "CRNN, .9", "GRU, .7", "LSTM, .7"})
  void run_motion_tellsActivitiesOfPeopleNeverSeen(Architecture architecture, double least) {
    Partition people = Partition.of(motion, "identity", 1);

    Trained trained =
        trained(motion, new SeriesModality(), series(), people, "activity", architecture, 8);

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
        trained(
            twice, new SeriesModality(), series(), sessions, "identity", Architecture.CNN1D, 12);

    // One of 10 is .1.
    assertTrue(trained.test().balanced() > .6, trained.test().toString());
  }

  @ParameterizedTest
  @CsvSource({"CNN2D, .9", "CRNN, .9", "GRU, .7", "LSTM, .7"})
  void run_voices_tellsWordsOfPeopleNeverHeard(Architecture architecture, double least) {
    Partition people = Partition.of(voices, "identity", 1);

    Trained trained =
        trained(voices, new AudioModality(), spectrogram(), people, "word", architecture, 10);

    // One of six is .17.
    assertTrue(trained.test().balanced() > least, trained.test().toString());
  }

  @Test
  void run_voices_tellsPeopleApartToo() {
    Partition takes = Partition.bySample(voices, 1);

    Trained trained =
        trained(
            voices, new AudioModality(), spectrogram(), takes, "identity", Architecture.CNN2D, 12);

    // One of 20 is .05.
    assertTrue(trained.test().balanced() > .6, trained.test().toString());
  }

  /** Which is how networks know where a recording ends. */
  @Test
  void read_shortRecording_isZeroBehindItsEnd() throws IOException {
    Sample sample = voices.samples().get(0);
    byte[] bytes = Files.readAllBytes(voices.file(sample));
    Tensor into = Tensor.allocate(spectrogram().shape());

    new AudioModality().preprocessor(spectrogram()).read(CaptureId.ofFile("x.wav"), bytes, into);

    float[] values = into.toArray();
    int last = values.length - 1;
    while (values[last] == 0) {
      last--;
    }
    // A frame every 160 samples of two bytes; its window is a little later than its start.
    int frames = (bytes.length - 44) / 2 / 160;
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
