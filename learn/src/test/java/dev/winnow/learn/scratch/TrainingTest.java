package dev.winnow.learn.scratch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.data.Augmentation;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.Partition;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.RecurrentSettings;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.example.Stripes;
import dev.winnow.learn.example.UnsuitableDataException;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {
  private static final InputPreprocessor INPUT = ImagePreprocessor.of(Stripes.SPEC);

  @ParameterizedTest
  @EnumSource(names = {"VGG", "RESIDUAL", "DEPTHWISE"})
  void run_stripes_tellsThemApartOnPeopleNeverSeen(Architecture architecture, @TempDir Path folder)
      throws IOException {
    DataSet set = Stripes.write(folder);
    Schedule schedule = new Schedule(12, 16, 1e-2, Optimizer.ADAM);
    TrainingSettings settings = settings(architecture, schedule);

    Trained trained = Training.run(set, INPUT, people(set), "stripes", settings, Progress.NONE);

    assertEquals(24, trained.test().samples());
    // Two wrong answers of 24 are 0.92.
    assertTrue(trained.test().plain() > 0.9, trained.toString());
  }

  @Test
  void run_stripes_saysWhatTheNetworkIs(@TempDir Path folder) throws IOException {
    DataSet set = Stripes.write(folder);

    Trained trained = Training.run(set, INPUT, people(set), "stripes", settings(1), Progress.NONE);

    Network network = trained.network();
    assertEquals(List.of("lying", "standing"), network.card().labels());
    assertEquals(Optional.of("CC0-1.0"), network.card().licence());
    assertEquals(
        Optional.of(
            "trained from scratch by Winnow (vgg, 1 epochs, seed 5) on the column stripes of stripes, "
                + set.digest()),
        network.card().source());
    assertEquals(Shape.of(3, 16, 16), network.inputs().get(0).shape());
    assertEquals(Optional.of(set.digest()), trained.provenance().data());
    assertEquals(Optional.of(5L), trained.provenance().seed());
  }

  @ParameterizedTest
  @EnumSource(names = {"VGG", "RESIDUAL", "DEPTHWISE", "CRNN"})
  void run_sameSeedAndThreads_givesTheSameBytes(Architecture architecture, @TempDir Path folder)
      throws IOException {
    DataSet set = Stripes.write(folder);
    TrainingSettings settings = settings(architecture, schedule(2));

    Trained once = Training.run(set, INPUT, people(set), "stripes", settings, Progress.NONE);
    Trained again = Training.run(set, INPUT, people(set), "stripes", settings, Progress.NONE);

    assertArrayEquals(once.network().toBytes(), again.network().toBytes());
  }

  @Test
  void run_twoEpochs_reportsEverySampleSeen(@TempDir Path folder) throws IOException {
    DataSet set = Stripes.write(folder);
    List<Long> done = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Progress progress =
        (seen, total, note) -> {
          if (total == 96) {
            done.add(seen);
            notes.add(note);
          }
        };

    Training.run(set, INPUT, people(set), "stripes", settings(2), progress);

    assertEquals(List.of(16L, 32L, 48L, 64L, 80L, 96L), done);
    assertTrue(
        notes
            .get(5)
            .matches(
                "epoch 2 of 2, [\\d,]+ samples/s, loss \\d\\.\\d{3}, validation accuracy \\d+\\.\\d %"),
        notes.get(5));
  }

  @Test
  void run_hugeLearningRate_saysThatTheLossDiverged(@TempDir Path folder) throws IOException {
    DataSet set = Stripes.write(folder);
    Schedule schedule = new Schedule(5, 16, 1e38, Optimizer.SGD);
    TrainingSettings settings = settings(Architecture.VGG, schedule);

    var e =
        assertThrows(
            DivergedException.class,
            () -> Training.run(set, INPUT, people(set), "stripes", settings, Progress.NONE));

    assertTrue(
        e.getMessage()
            .matches(
                "the loss is not a number any more at step \\d of epoch 1; lower the learning rate, which is 1.0E38"),
        e.getMessage());
  }

  @Test
  void run_columnOfOneClass_isRefused(@TempDir Path folder) throws IOException {
    DataSet set = Stripes.write(folder);

    var e =
        assertThrows(
            UnsuitableDataException.class,
            () -> Training.run(set, INPUT, people(set), "kind", settings(1), Progress.NONE));

    assertEquals(
        "the data set stripes has only one class in the column \"kind\" of its training samples; it takes two to tell apart",
        e.getMessage());
  }

  @Test
  void run_partWithoutSamples_isRefused(@TempDir Path folder) throws IOException {
    DataSet set = Stripes.write(folder);
    Partition everybody = new Partition(set.samples(), List.of(), List.of());

    var e =
        assertThrows(
            UnsuitableDataException.class,
            () -> Training.run(set, INPUT, everybody, "stripes", settings(1), Progress.NONE));

    assertEquals(
        "the data set stripes has no validation samples with a label in the column \"stripes\"; add some, or split it otherwise",
        e.getMessage());
  }

  @Test
  void run_unknownColumn_isRefused(@TempDir Path folder) throws IOException {
    DataSet set = Stripes.write(folder);

    assertThrows(
        NoSuchColumnException.class,
        () -> Training.run(set, INPUT, people(set), "dots", settings(1), Progress.NONE));
  }

  private static Partition people(DataSet set) {
    return Partition.byIdentity(set, "identity", 1);
  }

  private static TrainingSettings settings(int epochs) {
    return settings(Architecture.VGG, schedule(epochs));
  }

  private static Schedule schedule(int epochs) {
    return new Schedule(epochs, 16, 2e-3, Optimizer.ADAM);
  }

  private static TrainingSettings settings(Architecture architecture, Schedule schedule) {
    return new TrainingSettings(
        architecture, RecurrentSettings.STANDARD, schedule, Augmentation.NONE, 5, 1);
  }
}
