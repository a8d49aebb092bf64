package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes a network through the epochs of a fine-tuning. Each epoch draws its random numbers from the
 * seed and its own number, so that a resumed run goes on exactly as it would have.
 */
final class TuningCourse {
  /** From so many training samples the scale of distances is measured. */
  private static final int MEASURED = 512;

  private final FineTuningSettings settings;
  private final List<String> labels;
  private final String cut;
  private final Digest data;
  private final CourseProgress progress;

  /**
   * @param labels names of the classes
   * @param cut tensor of the feature
   * @param data the data set's digest, by which a checkpoint knows its run
   */
  TuningCourse(
      FineTuningSettings settings,
      List<String> labels,
      String cut,
      Digest data,
      Progress progress) {
    this.settings = settings;
    this.labels = labels;
    this.cut = cut;
    this.data = data;
    this.progress = new CourseProgress(progress, settings.schedule().epochs());
  }

  /**
   * The epoch to keep.
   *
   * @param epoch counted from 1
   * @param values of weights and statistics after it
   */
  record Best(
      int epoch, Map<String, Tensor> values, Accuracy before, Accuracy after, double scale) {}

  /** Fine-tunes a network, which itself does not change. */
  Best run(Network pretrained, Examples train, Examples validation) {
    Torch.useThreads(settings.threads());
    double scale;
    Accuracy before;
    try (TrainableNetwork network = TrainableNetwork.open(pretrained)) {
      scale = scale(network, train);
      before = validation.accuracy(labels, settings.schedule().batch(), network);
    }
    var loss = new ContrastiveLoss(settings.contrast(), scale);
    Checkpoint last = learn(pretrained, train, validation, loss);
    Network best = pretrained.withConstants(last.bestValues());
    try (TrainableNetwork network = TrainableNetwork.open(best)) {
      Accuracy after = validation.accuracy(labels, settings.schedule().batch(), network);
      return new Best(last.bestEpoch(), last.bestValues(), before, after, scale);
    }
  }

  private Checkpoint learn(
      Network pretrained, Examples train, Examples validation, ContrastiveLoss loss) {
    Digest run = Checkpoint.run(settings, pretrained, cut, data);
    Optional<Checkpoint> resumed =
        settings.checkpoint().flatMap(file -> Checkpoint.read(file, run));
    Network start = resumed.map(c -> pretrained.withConstants(c.values())).orElse(pretrained);
    Steps steps = Steps.of(epochSize(train), settings.schedule().batch());
    try (TrainableNetwork network = TrainableNetwork.open(start);
        Descent descent = settings.schedule().optimiser().over(network.weights(), 0)) {
      resumed.ifPresent(c -> descent.resume(c.epoch() * steps.count(), c.memory()));
      Checkpoint last = resumed.orElse(Checkpoint.none(network.values()));
      while (last.epoch() < settings.schedule().epochs()
          && last.epoch() - last.bestEpoch() < settings.patience()) {
        epoch(network, descent, train, loss, last.epoch() + 1);
        last = after(network, descent, validation, loss, last);
        Checkpoint written = last;
        settings.checkpoint().ifPresent(file -> written.write(file, run));
      }
      return last;
    }
  }

  private Checkpoint after(
      TrainableNetwork network,
      Descent descent,
      Examples validation,
      ContrastiveLoss loss,
      Checkpoint last) {
    double validated = validate(network, validation, loss);
    progress.validated(
        String.format(
            Locale.ROOT,
            ", validation loss %.3f, accuracy %.1f %%",
            validated,
            100 * validation.accuracy(labels, settings.schedule().batch(), network).balanced()));
    List<Tensor> memory = descent.memory().stream().map(Torch::tensor).toList();
    return last.next(network.values(), memory, validated);
  }

  private void epoch(
      TrainableNetwork network, Descent descent, Examples train, ContrastiveLoss loss, int number) {
    Random random = new Random(31 * settings.seed() + number);
    Torch.seed(random.nextLong());
    List<Integer> order = drawn(train, random);
    Steps steps = Steps.of(order.size(), settings.schedule().batch());
    Tensor room = Tensor.allocate(train.shape().batch(steps.largest()));
    for (int step = 0; step < steps.count(); step++) {
      List<Integer> samples = order.subList(steps.start(step), steps.start(step + 1));
      Tensor inputs = room.rows(0, samples.size());
      for (int row = 0; row < samples.size(); row++) {
        settings
            .augmentation()
            .apply(
                train.inputs().get(samples.get(row)),
                train.shape(),
                random,
                inputs.rows(row, row + 1).buffer());
      }
      double done = (number - 1 + (double) step / steps.count()) / settings.schedule().epochs();
      double rate = settings.schedule().rate(done);
      float value = step(network, descent, inputs, new Drawn(train, samples), loss, rate);
      if (!Float.isFinite(value)) {
        throw new DivergedException(number, step + 1, settings.schedule().learningRate());
      }
      progress.show(
          value, number, (long) (number - 1) * order.size() + steps.start(step + 1), order.size());
    }
  }

  private float step(
      TrainableNetwork network,
      Descent descent,
      Tensor inputs,
      Drawn drawn,
      ContrastiveLoss loss,
      double rate) {
    try (Scope scope = Scope.recorded()) {
      NDArray value = loss(network, scope, inputs, drawn, loss, settings.mode());
      scope.differentiate(value);
      descent.step(rate);
      return value.getFloat();
    }
  }

  private NDArray loss(
      TrainableNetwork network,
      Scope scope,
      Tensor inputs,
      Drawn drawn,
      ContrastiveLoss loss,
      Mode mode) {
    String logits = network.logits();
    Map<String, NDArray> made = network.run(scope.view(inputs), mode, Set.of(cut, logits));
    NDArray entropy =
        Loss.crossEntropy(
            Objects.requireNonNull(made.get(logits)), scope.manager().create(drawn.classes()));
    return settings.contrast().weight() == 0
        ? entropy
        : entropy.add(loss.of(Objects.requireNonNull(made.get(cut)), kinds(drawn)));
  }

  private List<?> kinds(Drawn drawn) {
    boolean primary = settings.contrast().similarity() == Similarity.SAME_PRIMARY;
    return drawn.samples.stream()
        .map(i -> primary ? drawn.examples.classes().get(i) : drawn.examples.people().get(i))
        .toList();
  }

  /** Samples in the order in which an epoch sees them. */
  private List<Integer> drawn(Examples train, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, train.size()).boxed().toList());
    Collections.shuffle(order, random);
    if (settings.balanced()) {
      int[] left = new int[labels.size()];
      Arrays.fill(left, rarest(train));
      order.removeIf(sample -> left[train.classes().get(sample)]-- <= 0);
    }
    return order;
  }

  private int epochSize(Examples train) {
    long classes = train.classes().stream().distinct().count();
    return settings.balanced() ? (int) (rarest(train) * classes) : train.size();
  }

  private static int rarest(Examples train) {
    return train.classes().stream()
        .distinct()
        .mapToInt(label -> Collections.frequency(train.classes(), label))
        .min()
        .orElseThrow();
  }

  /** The mean loss on the validation part, in an order that mixes its classes. */
  private double validate(TrainableNetwork network, Examples validation, ContrastiveLoss loss) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, validation.size()).boxed().toList());
    Collections.shuffle(order, new Random(settings.seed()));
    Steps steps = Steps.of(order.size(), settings.schedule().batch());
    double sum = 0;
    for (int step = 0; step < steps.count(); step++) {
      List<Integer> samples = order.subList(steps.start(step), steps.start(step + 1));
      try (Scope scope = Scope.unrecorded()) {
        Tensor inputs = gathered(validation, samples);
        Drawn drawn = new Drawn(validation, samples);
        NDArray value = loss(network, scope, inputs, drawn, loss, Mode.INFERENCE);
        sum += samples.size() * value.getFloat();
      }
    }
    return sum / order.size();
  }

  private double scale(TrainableNetwork network, Examples train) {
    if (settings.contrast().raw()) {
      return 1;
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, train.size()).boxed().toList());
    Collections.shuffle(order, new Random(settings.seed()));
    Steps steps = Steps.of(Math.min(MEASURED, train.size()), settings.schedule().batch());
    double sum = 0;
    for (int step = 0; step < steps.count(); step++) {
      List<Integer> samples = order.subList(steps.start(step), steps.start(step + 1));
      try (Scope scope = Scope.unrecorded()) {
        NDArray inputs = scope.view(gathered(train, samples));
        sum += ContrastiveLoss.meanDistance(network.run(inputs, Mode.INFERENCE, cut));
      }
    }
    double mean = sum / steps.count();
    return mean > 0 ? settings.contrast().margin() / 2 / mean : 1;
  }

  private static Tensor gathered(Examples examples, List<Integer> samples) {
    Tensor inputs = Tensor.allocate(examples.shape().batch(samples.size()));
    for (int row = 0; row < samples.size(); row++) {
      inputs.rows(row, row + 1).buffer().put(examples.inputs().get(samples.get(row)));
    }
    return inputs;
  }

  /** The samples of one step. */
  private record Drawn(Examples examples, List<Integer> samples) {
    long[] classes() {
      return samples.stream().mapToLong(i -> examples.classes().get(i)).toArray();
    }
  }
}
