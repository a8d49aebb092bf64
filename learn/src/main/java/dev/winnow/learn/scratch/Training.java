package dev.winnow.learn.scratch;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.InputSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.Partition;
import dev.winnow.data.TooManyBrokenException;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.Blueprint;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.ExampleEpoch;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.example.UnsuitableDataException;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.Loss;
import dev.winnow.learn.training.Objective;
import dev.winnow.learn.training.Sampler;
import dev.winnow.learn.training.Schedule;
import dev.winnow.learn.training.Shuffle;
import dev.winnow.learn.training.TrainingLoop;
import dev.winnow.learn.training.TrainingProgress;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Trains a network from scratch to tell the labels of captures apart. */
public final class Training {
  /** Networks trained from scratch have one. */
  private static final int HEAD = 0;

  private final DataSet set;
  private final InputPreprocessor preprocessor;
  private final TrainingSettings settings;
  private final Progress progress;
  private final Head head;

  private Training(
      DataSet set,
      InputPreprocessor preprocessor,
      String column,
      TrainingSettings settings,
      Progress progress) {
    this.set = set;
    this.preprocessor = preprocessor;
    this.settings = settings;
    this.progress = progress;
    this.head = new Head(column, set.classes(column));
  }

  /**
   * Trains until the schedule ends and keeps the best epoch. Keeps all training and validation
   * captures in memory as floats where each part fits into a third of what Java may have, and
   * decodes them anew for every epoch otherwise; while it runs, no other training may run in this
   * process.
   *
   * @param set of captures
   * @param preprocessor of the network's input
   * @param partition of the set; nothing of its test part is looked at before training ends
   * @param column of the labels, whose sorted values become the classes; samples without one are
   *     left out
   * @param settings how
   * @param progress told of every step: samples seen, the loss of the last steps and the balanced
   *     accuracy on the validation part
   * @throws NoSuchColumnException if there is no such column
   * @throws UnsuitableModalityException if the data set holds other captures than are prepared
   * @throws TooManyBrokenException if more than 1 % of the captures of a part are broken
   * @throws UnsuitableDataException if a part has no labelled samples, or the training part only
   *     one class
   * @throws InvalidSettingException if the architecture is for other inputs
   * @throws DivergedException if the loss is no longer a number
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static Trained run(
      DataSet set,
      InputPreprocessor preprocessor,
      Partition partition,
      String column,
      TrainingSettings settings,
      Progress progress) {
    return new Training(set, preprocessor, column, settings, progress).run(partition);
  }

  private Trained run(Partition partition) {
    settings.architecture().requireInput(preprocessor.spec().shape());
    var source =
        new Examples.Source(
            set, List.of(head), Optional.empty(), preprocessor, settings.threads(), progress);
    source.requireLearnable(partition);
    Examples train = source.train(partition);
    Examples validation = source.validation(partition);
    Digest data = set.digest();
    Network untrained = untrained(data);
    BestEpoch.Kept best = learn(untrained, train, validation);
    Network network = untrained.withConstants(best.values());
    Examples test = source.read(partition.test(), "test");
    Provenance provenance =
        Provenance.here(Map.of("pytorch", Torch.version())).from(settings.seed(), data);
    return new Trained(
        network, best.epoch(), best.validation(), measure(network, test), provenance);
  }

  private BestEpoch.Kept learn(Network untrained, Examples train, Examples validation) {
    Torch.useThreads(settings.threads());
    Torch.seed(settings.seed());
    Schedule schedule = settings.schedule();
    Random random = new Random(settings.seed());
    var best =
        new BestEpoch(
            validation, head, schedule.batch(), new TrainingProgress(progress, schedule.epochs()));
    var loop = new TrainingLoop(schedule, number -> epoch(train, random), objective(train), best);
    try (TrainableNetwork network = TrainableNetwork.open(untrained);
        OptimizerState state = schedule.optimiser().over(network.weights(), /* decay= */ 0)) {
      loop.run(network, state, 1);
    }
    return best.kept();
  }

  private Sampler.Epoch epoch(Examples train, Random random) {
    List<Integer> order = Arrays.stream(Shuffle.of(train.size(), random)).boxed().toList();
    return new ExampleEpoch(
        train, order, settings.augmentation(), settings.schedule().batch(), random) {
      /** By samples and not by steps, as every network so far was trained. */
      @Override
      public double done(int step) {
        return (double) steps().start(step) / steps().samples();
      }
    };
  }

  private static Objective objective(Examples train) {
    return (network, scope, batch) -> {
      NDArray inputs = scope.view(batch.inputs());
      NDArray logits = network.run(inputs, Mode.TRAINING, network.logits().get(HEAD));
      long[] classes = train.classes(HEAD, batch.samples());
      return Loss.crossEntropy(logits, Torch.array(scope.manager(), classes, classes.length));
    };
  }

  private Network untrained(Digest data) {
    Schedule schedule = settings.schedule();
    String made =
        "trained from scratch by Winnow (%s, %d epochs, seed %d) on the column %s of %s, %s"
            .formatted(
                described(),
                schedule.epochs(),
                settings.seed(),
                head.column(),
                set.card().name(),
                data);
    InputSpec preprocessing = preprocessor.spec();
    ModelCard card = ModelCard.of(head.labels(), preprocessing);
    card = card.from(set.card().origin().licence().orElse("unknown"), made);
    return settings
        .architecture()
        .untrained(
            new Blueprint(
                preprocessing.shape(),
                head.labels().size(),
                card,
                settings.recurrent(),
                new Random(settings.seed())));
  }

  private String described() {
    Architecture architecture = settings.architecture();
    return architecture.isRecurrent()
        ? architecture.word() + ", " + settings.recurrent()
        : architecture.word();
  }

  private Accuracy measure(Network network, Examples test) {
    try (Session session = Session.open(network, settings.threads())) {
      return test.accuracies(
              List.of(head), settings.schedule().batch(), inputs -> List.of(session.run(inputs)))
          .get(0);
    }
  }
}
