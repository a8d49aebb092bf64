package dev.winnow.learn.bottleneck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Augmentation;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Partition;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.Blueprint;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.example.Stripes;
import dev.winnow.learn.linalg.Pca;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images whose brightness, which tells people, differs more than the direction of their stripes,
 * which is asked for, behind the first layer of a network that was never trained.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class BottleneckTrainingTest {
  private static final InputPreprocessor INPUT = ImagePreprocessor.of(Stripes.SPEC);
  private static final String CUT = "relu0";
  private static final List<String> LABELS = List.of("lying", "standing");

  @TempDir private static Path folder;
  private static DataSet set;
  private static Partition people;
  private static Network network;
  private static Bottleneck trained;

  @BeforeAll
  static void train() throws IOException {
    set = Stripes.write(folder);
    people = Partition.of(set, "identity", 1);
    ModelCard card = ModelCard.of(LABELS, Stripes.SPEC);
    network =
        Architecture.DEPTHWISE.untrained(
            Blueprint.of(Stripes.SPEC.shape(), 2, card, new Random(1)));
    trained = trained(1);
  }

  private static Bottleneck trained(long seed) {
    Bottleneck untrained = Bottleneck.untrained(network, network.cut(CUT), 1, seed);
    BottleneckLoss alone = BottleneckLoss.standard().withDistillation(0);
    Schedule schedule = new Schedule(15, 16, 5e-3, Optimizer.ADAM);
    var settings = new BottleneckSettings(schedule, alone, Augmentation.NONE, seed, 1);
    return BottleneckTraining.of(network, untrained, set, INPUT, "stripes", settings, Progress.NONE)
        .run(people);
  }

  /** The values that a network makes of all samples, one row each. */
  private static List<float[]> made(Network of, Examples examples) {
    List<float[]> rows = new ArrayList<>();
    try (Session session = Session.open(of, 1);
        var walk = examples.inputs().in(examples.numbers())) {
      for (int i = 0; i < examples.size(); i++) {
        rows.add(session.run(Tensor.of(examples.shape().batch(1), walk.next())).toArray());
      }
    }
    return rows;
  }

  private static Examples examples() {
    var source =
        new Examples.Source(
            set, List.of(new Head("stripes", LABELS)), Optional.empty(), INPUT, 1, Progress.NONE);
    return source.read(set.samples(), "all");
  }

  /** How often the best threshold, on either side, tells two classes apart. */
  private static double separated(double[] numbers, Examples examples) {
    double best = 0;
    for (double threshold : numbers) {
      int right = 0;
      for (int i = 0; i < numbers.length; i++) {
        right += (numbers[i] > threshold) == (examples.classes().get(0).get(i) == 1) ? 1 : 0;
      }
      double share = right / (double) numbers.length;
      best = Math.max(best, Math.max(share, 1 - share));
    }
    return best;
  }

  /** An early feature's first principal direction need not be what is asked for. */
  @Test
  void encoder_earlyCut_tellsApartWhatItsFirstPrincipalComponentDoesNot() {
    Examples examples = examples();
    List<float[]> feature = made(network.split(network.cut(CUT)).extractor(), examples);
    Network joined = trained.network();
    List<float[]> numbers = made(joined.split(joined.cut(trained.tensor())).extractor(), examples);

    assertTrue(separated(firstComponent(feature), examples) < 0.65);
    double learned = separated(numbers.stream().mapToDouble(row -> row[0]).toArray(), examples);
    assertTrue(learned > 0.95, () -> "" + learned);
  }

  private static double[] firstComponent(List<float[]> rows) {
    int width = rows.get(0).length;
    Tensor all = Tensor.allocate(Shape.of(rows.size(), width));
    for (int i = 0; i < rows.size(); i++) {
      all.rows(i, i + 1).buffer().put(rows.get(i));
    }
    try (Pca pca = Pca.of(width, 1, 1)) {
      pca.add(all);
      var found = pca.components();
      float[] direction = found.directions().toArray();
      return rows.stream()
          .mapToDouble(
              row -> {
                double sum = 0;
                for (int i = 0; i < width; i++) {
                  sum += row[i] * direction[i];
                }
                return sum;
              })
          .toArray();
    }
  }

  /** The tolerance is what single precision leaves of a few thousand products. */
  @Test
  void network_inOnnxRuntime_answersWhatTrainingSaw() {
    Examples examples = examples();
    Tensor batch = Tensor.allocate(examples.shape().batch(8));
    try (var walk = examples.inputs().in(examples.numbers().subList(0, 8))) {
      for (int row = 0; row < 8; row++) {
        batch.rows(row, row + 1).buffer().put(walk.next());
      }
    }
    Network joined = trained.network();
    Tensor feature;
    try (Session before = Session.open(trained.parts().extractor(), 1)) {
      feature = before.run(batch);
    }

    float[] seen;
    try (TrainableNetwork head = TrainableNetwork.open(trained.head());
        NativeScope scope = NativeScope.unrecorded()) {
      seen =
          Torch.tensor(head.run(scope.view(feature), Mode.INFERENCE, trained.tensor())).toArray();
    }
    try (Session exported =
        Session.open(joined.split(joined.cut(trained.tensor())).extractor(), 1)) {
      assertArrayEquals(seen, exported.run(batch).toArray(), 1e-4f);
    }
  }

  @Test
  void run_layersBeforeTheCut_stayAsTheyAre() {
    Network joined = trained.network();
    Network before = network.split(network.cut(CUT)).extractor();

    assertArrayEquals(
        before.toBytes(),
        joined.split(joined.cut(CUT)).extractor().withCard(before.card()).toBytes());
  }

  @Test
  void run_sameSeed_givesTheSameBytes() {
    assertArrayEquals(trained.network().toBytes(), trained(1).network().toBytes());
    assertEquals(LABELS, trained.network().card().labels());
  }
}
