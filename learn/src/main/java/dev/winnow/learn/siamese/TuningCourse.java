package dev.winnow.learn.siamese;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.example.Inputs;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.ClassWeights;
import dev.winnow.learn.training.CourseProgress;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.onnx.Network;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Takes a network through the epochs of a fine-tuning. Each epoch draws its random numbers from the
 * seed and its own number, so that a resumed run goes on exactly as it would have.
 */
final class TuningCourse {
  /** From so many training samples the scale of distances is measured. */
  private static final int MEASURED = 512;

  private final FineTuningSettings settings;
  private final List<Head> heads;
  private final String cut;
  private final Optional<FeatureNoise> noise;
  private final Digest data;
  private final CourseProgress progress;

  /**
   * @param heads one per output of the network
   * @param cut tensor of the feature
   * @param noise that is added on the way
   * @param data the data set's digest, by which a checkpoint knows its run
   */
  TuningCourse(
      FineTuningSettings settings,
      List<Head> heads,
      String cut,
      Optional<FeatureNoise> noise,
      Digest data,
      Progress progress) {
    this.settings = settings;
    this.heads = heads;
    this.cut = cut;
    this.noise = noise;
    this.data = data;
    this.progress = new CourseProgress(progress, settings.schedule().epochs());
  }

  /**
   * The epoch to keep.
   *
   * @param epoch counted from 1
   * @param values of weights and statistics after it
   * @param before accuracy of each head before the first step
   * @param after accuracy of each head after this epoch
   */
  record Best(
      int epoch,
      Map<String, Tensor> values,
      List<Accuracy> before,
      List<Accuracy> after,
      double scale) {}

  /** Fine-tunes a network, which itself does not change. */
  Best run(Network pretrained, Examples train, Examples validation) {
    Torch.useThreads(settings.threads());
    double scale;
    List<Accuracy> before;
    try (TrainableNetwork network = TrainableNetwork.open(pretrained)) {
      scale = scale(network, train);
      before = accuracies(network, validation);
    }
    var contrast = new ContrastiveLoss(settings.contrast(), scale);
    var loss = new TuningLoss(settings, cut, noise, contrast, weights(train));
    Checkpoint last = learn(pretrained, train, validation, loss);
    Network best = pretrained.withConstants(last.bestValues());
    try (TrainableNetwork network = TrainableNetwork.open(best)) {
      List<Accuracy> after = accuracies(network, validation);
      return new Best(last.bestEpoch(), last.bestValues(), before, after, scale);
    }
  }

  private List<Accuracy> accuracies(TrainableNetwork network, Examples examples) {
    return examples.accuracies(heads, settings.schedule().batch(), network);
  }

  private Checkpoint learn(
      Network pretrained, Examples train, Examples validation, TuningLoss loss) {
    Digest run = Checkpoint.run(settings, pretrained, cut, noise, data);
    Optional<Checkpoint> resumed =
        settings.checkpoint().flatMap(file -> Checkpoint.read(file, run));
    Network start = resumed.map(c -> pretrained.withConstants(c.values())).orElse(pretrained);
    MiniBatches steps = MiniBatches.of(epochSize(train), settings.schedule().batch());
    try (TrainableNetwork network = TrainableNetwork.open(start);
        OptimizerState state = settings.schedule().optimiser().over(network.weights(), 0)) {
      resumed.ifPresent(c -> state.resume(c.epoch() * steps.count(), c.memory()));
      Checkpoint last = resumed.orElse(Checkpoint.none(network.values()));
      progress.started(last.epoch(), epochSize(train));
      while (last.epoch() < settings.schedule().epochs()
          && last.epoch() - last.bestEpoch() < settings.patience()) {
        epoch(network, state, train, loss, last.epoch() + 1);
        last = after(network, state, validation, loss, last);
        Checkpoint written = last;
        settings.checkpoint().ifPresent(file -> written.write(file, run));
      }
      return last;
    }
  }

  private Checkpoint after(
      TrainableNetwork network,
      OptimizerState state,
      Examples validation,
      TuningLoss loss,
      Checkpoint last) {
    double validated = validate(network, validation, loss);
    double balanced =
        accuracies(network, validation).stream()
            .mapToDouble(Accuracy::balanced)
            .average()
            .orElseThrow();
    progress.validated(
        String.format(
            Locale.ROOT, ", validation loss %.3f, accuracy %.1f %%", validated, 100 * balanced));
    // Twice the network with Adam, so copied only to be written.
    List<Tensor> memory =
        settings.checkpoint().isPresent()
            ? state.memory().stream().map(Torch::tensor).toList()
            : List.of();
    return last.next(network.values(), memory, validated);
  }

  private void epoch(
      TrainableNetwork network, OptimizerState state, Examples train, TuningLoss loss, int number) {
    Random random = new Random(31 * settings.seed() + number);
    Torch.seed(random.nextLong());
    List<Integer> order = drawn(train, random);
    MiniBatches steps = MiniBatches.of(order.size(), settings.schedule().batch());
    Tensor room = Tensor.allocate(train.shape().batch(steps.largest()));
    try (Inputs.Walk walk = train.inputs().in(order)) {
      for (int step = 0; step < steps.count(); step++) {
        List<Integer> samples = order.subList(steps.start(step), steps.start(step + 1));
        Tensor inputs = room.rows(0, samples.size());
        for (int row = 0; row < samples.size(); row++) {
          FloatBuffer into = inputs.rows(row, row + 1).buffer();
          settings.augmentation().apply(walk.next(), train.shape(), random, into);
        }
        double done = (number - 1 + (double) step / steps.count()) / settings.schedule().epochs();
        double rate = settings.schedule().rate(done);
        float value =
            step(network, state, inputs, new TuningLoss.Drawn(train, samples), loss, rate);
        if (!Float.isFinite(value)) {
          throw new DivergedException(number, step + 1, settings.schedule().learningRate());
        }
        progress.show(value, number, samples.size(), order.size());
      }
    }
  }

  private float step(
      TrainableNetwork network,
      OptimizerState state,
      Tensor inputs,
      TuningLoss.Drawn drawn,
      TuningLoss loss,
      double rate) {
    try (NativeScope scope = NativeScope.recorded()) {
      NDArray value = loss.of(network, scope, inputs, drawn, settings.mode());
      scope.differentiate(value);
      state.step(rate);
      return value.getFloat();
    }
  }

  /** How much samples of each class count, at each head. */
  private List<ClassWeights> weights(Examples train) {
    return train.classes().stream()
        .map(
            head -> {
              int kinds = 1 + Collections.max(head);
              return settings.balance() == ClassBalancing.WEIGH
                  ? ClassWeights.balancing(head, kinds)
                  : ClassWeights.even(kinds);
            })
        .toList();
  }

  /** Samples in the order in which an epoch sees them. */
  private List<Integer> drawn(Examples train, Random random) {
    List<Integer> order = shuffled(train, random);
    if (settings.balance() == ClassBalancing.DRAW) {
      int each = rarest(train);
      Map<List<Integer>, Integer> seen = new HashMap<>();
      order.removeIf(sample -> seen.merge(train.kind(sample), 1, Integer::sum) > each);
    }
    return order;
  }

  private int epochSize(Examples train) {
    return settings.balance() == ClassBalancing.DRAW
        ? rarest(train) * counts(train).size()
        : train.size();
  }

  private static int rarest(Examples train) {
    return Math.toIntExact(Collections.min(counts(train).values()));
  }

  /** How many samples there are of each class; with several heads, of each that occurs. */
  private static Map<List<Integer>, Long> counts(Examples train) {
    return train.numbers().stream()
        .collect(Collectors.groupingBy(train::kind, Collectors.counting()));
  }

  private static List<Integer> shuffled(Examples examples, Random random) {
    List<Integer> order = new ArrayList<>(examples.numbers());
    Collections.shuffle(order, random);
    return order;
  }

  /** The mean loss on the validation part, in an order that mixes its classes. */
  private double validate(TrainableNetwork network, Examples validation, TuningLoss loss) {
    List<Integer> order = shuffled(validation, new Random(settings.seed()));
    Torch.seed(settings.seed());
    MiniBatches steps = MiniBatches.of(order.size(), settings.schedule().batch());
    double sum = 0;
    try (Inputs.Walk walk = validation.inputs().in(order)) {
      for (int step = 0; step < steps.count(); step++) {
        List<Integer> samples = order.subList(steps.start(step), steps.start(step + 1));
        try (NativeScope scope = NativeScope.unrecorded()) {
          Tensor inputs = next(walk, validation, samples.size());
          var drawn = new TuningLoss.Drawn(validation, samples);
          NDArray value = loss.of(network, scope, inputs, drawn, Mode.INFERENCE);
          sum += samples.size() * value.getFloat();
        }
      }
    }
    return sum / order.size();
  }

  private double scale(TrainableNetwork network, Examples train) {
    if (settings.contrast().raw()) {
      return 1;
    }
    int measured = Math.min(MEASURED, train.size());
    List<Integer> order = shuffled(train, new Random(settings.seed())).subList(0, measured);
    MiniBatches steps = MiniBatches.of(measured, settings.schedule().batch());
    double sum = 0;
    try (Inputs.Walk walk = train.inputs().in(order)) {
      for (int step = 0; step < steps.count(); step++) {
        try (NativeScope scope = NativeScope.unrecorded()) {
          NDArray inputs = scope.view(next(walk, train, steps.size(step)));
          sum += ContrastiveLoss.meanDistance(network.run(inputs, Mode.INFERENCE, cut));
        }
      }
    }
    double mean = sum / steps.count();
    return mean > 0 ? settings.contrast().margin() / 2 / mean : 1;
  }

  private static Tensor next(Inputs.Walk walk, Examples examples, int count) {
    return Examples.filled(walk, Tensor.allocate(examples.shape().batch(count)));
  }
}
