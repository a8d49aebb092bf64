package dev.winnow.learn.siamese;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Augmentation;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.image.ImageModality;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.RecurrentSettings;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.example.Inputs;
import dev.winnow.learn.example.Stripes;
import dev.winnow.learn.example.UnsuitableDataException;
import dev.winnow.learn.scratch.Training;
import dev.winnow.learn.scratch.TrainingSettings;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small network that tells stripes is trained, and fine-tuned at its last pooling. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class FineTuningTest {
  private static final String CUT = "pool4";
  private static final SamplingSettings UNCHANGED =
      new SamplingSettings(Augmentation.NONE, ClassBalancing.DRAW);

  @TempDir private static Path folder;
  private static DataSet set;
  private static Network pretrained;

  @TempDir private Path scratch;

  @BeforeAll
  static void train() throws IOException {
    set = Stripes.write(folder);
    Schedule schedule = new Schedule(6, 16, 2e-3, Optimizer.ADAM);
    var settings =
        new TrainingSettings(
            Architecture.VGG, RecurrentSettings.STANDARD, schedule, Augmentation.NONE, 5, 1);
    pretrained =
        Training.run(
                set,
                ImagePreprocessor.of(Stripes.SPEC),
                people(),
                "stripes",
                settings,
                Progress.NONE)
            .network();
  }

  @Test
  void run_withContrast_gathersTheFeaturesOfEachClass() {
    double before = withinOverBetween(pretrained);

    Tuned tuned = tune(settings(3, ContrastiveSettings.standard()));

    assertTrue(withinOverBetween(tuned.network()) < before / 2, "from " + before);
    assertTrue(tuned.after().get(0).balanced() >= 0.9, tuned.toString());
  }

  /** Without contrast the classes are not gathered as much: the test above could fail. */
  @Test
  void run_withoutContrast_gathersThemLess() {
    Tuned with = tune(settings(3, ContrastiveSettings.standard()));
    Tuned without =
        tune(settings(3, new ContrastiveSettings(0, 10, false, PairLabeling.SAME_PRIMARY)));

    assertTrue(
        withinOverBetween(with.network()) < 0.7 * withinOverBetween(without.network()),
        withinOverBetween(with.network()) + " of " + withinOverBetween(without.network()));
  }

  @Test
  void run_frozenStatistics_changesNothingButWeights() {
    Network tuned = tune(settings(1, ContrastiveSettings.standard())).network();

    assertEquals(pretrained.nodes(), tuned.nodes());
    assertEquals(pretrained.card(), tuned.card());
    assertArrayEquals(mean(pretrained), mean(tuned));
  }

  @Test
  void run_stoppedAndResumed_givesTheSameBytes() throws IOException {
    Path file = scratch.resolve("checkpoint");
    byte[] whole = tune(settings(3, ContrastiveSettings.standard())).network().toBytes();
    FineTuningSettings interrupted = checkpointed(3, file);
    assertThrows(Stop.class, () -> tune(interrupted, stopIn(2)));
    assertTrue(Files.exists(file));

    assertArrayEquals(whole, tune(interrupted, Progress.NONE).network().toBytes());
  }

  /** One network for two labels: what lies before the second head is what the first has learned. */
  @Test
  void run_twoHeads_learnsBothLabels() {
    Network network = twoHeads();
    // One person is of one tone, so a validation part of one person would not do.
    Partition mixed = Partition.bySample(set, 1);
    FineTuningSettings settings =
        new FineTuningSettings(
            new ContrastiveSettings(0.01, 10, false, PairLabeling.SAME_PRIMARY),
            Optional.empty(),
            new Schedule(25, 16, 2e-3, Optimizer.ADAM),
            UNCHANGED,
            false,
            new RunSettings(25, Optional.empty(), 1, 1));

    Tuned tuned =
        FineTuning.of(
                network, network.cut(CUT), preprocessor(), set, mixed, "stripes+tone", settings)
            .run(Progress.NONE);

    assertTrue(tuned.before().get(1).plain() < 0.8, tuned.toString());
    assertTrue(tuned.after().get(0).plain() > 0.8, tuned.toString());
    assertTrue(tuned.after().get(1).plain() > 0.8, tuned.toString());
  }

  @Test
  void of_columnsThatAreNotAsManyAsTheHeads_isRefused() {
    Network network = twoHeads();
    FineTuningSettings settings = settings(1, ContrastiveSettings.standard());

    for (String columns : List.of("stripes", "stripes+identity")) {
      var e =
          assertThrows(
              UnsuitableDataException.class,
              () ->
                  FineTuning.of(
                      network, network.cut(CUT), preprocessor(), set, people(), columns, settings));
      assertTrue(
          e.getMessage().contains("the order of the outputs")
              || e.getMessage().contains("one column for each"),
          e.getMessage());
    }
  }

  /** The pre-trained network up to its last pooling, and two dense layers beside each other. */
  private static Network twoHeads() {
    SplitNetwork parts = pretrained.split(pretrained.cut(CUT));
    Shape feature = parts.analyzer().inputs().get(0).shape();
    NetworkBuilder heads = NetworkBuilder.named("heads");
    String flat = heads.flatten("flat", heads.input(CUT, feature));
    for (String head : List.of("first", "second")) {
      Tensor weight = Tensor.allocate(Shape.of(2, feature.size()));
      heads.output(heads.gemm(head, flat, weight, Tensor.of(Shape.of(2), 0, 0)));
    }
    return new SplitNetwork(parts.extractor(), heads.build()).joined();
  }

  /** Where there is no room to keep images, they are decoded anew, and nothing else changes. */
  @Test
  void inputs_keptOrReread_areTheSame() {
    Examples kept = source().train(people());
    Inputs.Kept values = (Inputs.Kept) kept.inputs();
    List<Sample> samples = people().train();
    var reread = new Inputs.Reread(set, samples, preprocessor(), 2);
    List<Integer> order = List.of(40, 3, 3, 0, samples.size() - 1);

    try (Inputs.Walk walk = reread.in(order)) {
      order.forEach(i -> assertArrayEquals(values.values().get(i), walk.next()));
    }
  }

  @Test
  void inputs_imageThatIsGone_isNamed(@TempDir Path other) throws IOException {
    DataSet copy = Stripes.write(other);
    List<Sample> samples = copy.samples().subList(0, 3);
    var reread = new Inputs.Reread(copy, samples, preprocessor(), 1);
    Files.delete(copy.file(samples.get(1)));

    List<Integer> order = new ArrayList<>(Collections.nCopies(150, 0));
    order.add(1);
    order.addAll(Collections.nCopies(50, 2));
    try (Inputs.Walk walk = reread.in(order)) {
      for (int i = 0; i < 150; i++) {
        walk.next();
      }
      var e = assertThrows(UnsuitableDataException.class, walk::next);
      assertTrue(e.getMessage().contains(samples.get(1).path()), e.getMessage());
    }
  }

  @Test
  void run_checkpointOfOtherSettings_isRefusedAndKept() throws IOException {
    Path file = scratch.resolve("checkpoint");
    tune(checkpointed(1, file), Progress.NONE);
    byte[] before = Files.readAllBytes(file);

    var e =
        assertThrows(
            UnsuitableCheckpointException.class, () -> tune(checkpointed(2, file), Progress.NONE));

    assertTrue(e.getMessage().contains("other settings"), e.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void run_hugeLearningRate_saysThatTheLossDiverged() {
    FineTuningSettings settings =
        new FineTuningSettings(
            ContrastiveSettings.standard(),
            Optional.empty(),
            new Schedule(2, 16, 1e38, Optimizer.SGD),
            UNCHANGED,
            false,
            new RunSettings(4, Optional.empty(), 1, 1));

    assertThrows(DivergedException.class, () -> tune(settings));
  }

  @Test
  void run_whatCannotBeLearned_isRefusedInOneSentence() {
    FineTuningSettings settings = settings(1, ContrastiveSettings.standard());

    assertThrows(NoSuchColumnException.class, () -> tune("dots", people(), CUT, settings));
    refused("values [all] in the column \"kind\"", "kind", people(), CUT);
    refused("no training samples", "stripes", part(List.of()), CUT);
    assertThrows(InvalidSettingException.class, () -> new Schedule(1, 1, 1e-4, Optimizer.ADAM));
    ContrastiveSettings people =
        new ContrastiveSettings(0.1, 10, false, PairLabeling.DIFFERENT_SENSITIVE);
    assertThrows(
        InvalidSettingException.class,
        () ->
            new FineTuningSettings(
                people,
                Optional.empty(),
                settings.schedule(),
                UNCHANGED,
                false,
                new RunSettings(4, Optional.empty(), 1, 1)));
  }

  private static void refused(String why, String column, Partition partition, String cut) {
    var e =
        assertThrows(
            UnsuitableDataException.class,
            () -> tune(column, partition, cut, settings(1, ContrastiveSettings.standard())));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  private static Partition part(List<Sample> train) {
    return new Partition(train, people().validation(), people().test());
  }

  private static Tuned tune(FineTuningSettings settings) {
    return tune(settings, Progress.NONE);
  }

  private static Tuned tune(FineTuningSettings settings, Progress progress) {
    return FineTuning.of(
            pretrained, pretrained.cut(CUT), preprocessor(), set, people(), "stripes", settings)
        .run(progress);
  }

  private static Tuned tune(
      String column, Partition partition, String cut, FineTuningSettings settings) {
    Cut at = pretrained.cut(cut);
    return FineTuning.of(pretrained, at, preprocessor(), set, partition, column, settings)
        .run(Progress.NONE);
  }

  private static FineTuningSettings settings(int epochs, ContrastiveSettings contrast) {
    return settings(epochs, contrast, Optional.empty());
  }

  private static FineTuningSettings checkpointed(int epochs, Path file) {
    return settings(epochs, ContrastiveSettings.standard(), Optional.of(file));
  }

  private static FineTuningSettings settings(
      int epochs, ContrastiveSettings contrast, Optional<Path> checkpoint) {
    return new FineTuningSettings(
        contrast,
        Optional.of("identity"),
        new Schedule(epochs, 16, 1e-3, Optimizer.ADAM),
        UNCHANGED,
        false,
        new RunSettings(4, checkpoint, 1, 1));
  }

  private static InputPreprocessor preprocessor() {
    return new ImageModality().preprocessor(pretrained.card().preprocessing().orElseThrow());
  }

  private static Partition people() {
    return Partition.byIdentity(set, "identity", 1);
  }

  private static float[] mean(Network network) {
    String name =
        network.nodes().stream()
            .filter(node -> node.op().equals("BatchNormalization"))
            .map(node -> node.input(3))
            .findFirst()
            .orElseThrow();
    return network.constant(name).orElseThrow().toArray();
  }

  private static Examples.Source source() {
    return new Examples.Source(
        set,
        List.of(new Head("stripes", pretrained.card().labels())),
        Optional.empty(),
        preprocessor(),
        1,
        Progress.NONE);
  }

  /** Mean squared distance within the classes over that between them, on people never seen. */
  private static double withinOverBetween(Network network) {
    Examples test = source().read(people().test(), "test");
    try (Session session = Session.open(network.split(network.cut(CUT)).extractor(), 1)) {
      List<float[]> features = new ArrayList<>();
      try (Inputs.Walk walk = test.inputs().in(test.numbers())) {
        for (int i = 0; i < test.size(); i++) {
          features.add(session.run(Tensor.of(test.shape().batch(1), walk.next())).toArray());
        }
      }
      double[] sums = new double[2];
      int[] pairs = new int[2];
      for (int i = 0; i < features.size(); i++) {
        for (int j = 0; j < i; j++) {
          int kind = test.kind(i).equals(test.kind(j)) ? 0 : 1;
          sums[kind] += squaredDistance(features.get(i), features.get(j));
          pairs[kind]++;
        }
      }
      return sums[0] / pairs[0] / (sums[1] / pairs[1]);
    }
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  /** Thrown where a run is to stop. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Progress stopIn(int epoch) {
    return (done, total, note) -> {
      if (note.startsWith("epoch %d ".formatted(epoch))) {
        throw new Stop();
      }
    };
  }
}
