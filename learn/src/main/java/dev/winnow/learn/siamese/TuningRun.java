package dev.winnow.learn.siamese;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.ExampleEpoch;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.ClassWeights;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.learn.training.TrainingLoop;
import dev.winnow.learn.training.TrainingProgress;
import dev.winnow.onnx.Network;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Takes a network through a fine-tuning, from its beginning or from a checkpoint. */
final class TuningRun {
  /** From so many training samples the scale of distances is measured. */
  private static final int MEASURED = 512;

  private final FineTuningSettings settings;
  private final List<Head> heads;
  private final String cut;
  private final Optional<FeatureNoise> noise;
  private final Digest data;
  private final TrainingProgress progress;

  /**
   * @param heads one per output of the network
   * @param cut tensor of the feature
   * @param noise that is added on the way
   * @param data the data set's digest, by which a checkpoint knows its run
   */
  TuningRun(
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
    this.progress = new TrainingProgress(progress, settings.schedule().epochs());
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
    Torch.useThreads(settings.run().threads());
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
        settings.run().checkpoint().flatMap(file -> Checkpoint.read(file, run));
    Network start = resumed.map(c -> pretrained.withConstants(c.values())).orElse(pretrained);
    var sampler = new BalancedSampler(settings, train);
    MiniBatches steps = MiniBatches.of(sampler.size(), settings.schedule().batch());
    try (TrainableNetwork network = TrainableNetwork.open(start);
        OptimizerState state = settings.schedule().optimiser().over(network.weights(), 0)) {
      resumed.ifPresent(c -> state.resume(c.epoch() * steps.count(), c.memory()));
      Checkpoint last = resumed.orElse(Checkpoint.none(network.values()));
      progress.started(last.epoch(), sampler.size());
      var judge = new TuningJudge(settings, heads, validation, loss, state, run, last, progress);
      if (judge.isPatient()) {
        new TrainingLoop(
                settings.schedule(),
                sampler,
                (of, scope, batch) -> loss.of(of, scope, train, batch, settings.mode()),
                judge)
            .run(network, state, last.epoch() + 1);
      }
      return judge.last();
    }
  }

  /** How much samples of each class count, at each head. */
  private List<ClassWeights> weights(Examples train) {
    return train.classes().stream()
        .map(
            head -> {
              int kinds = 1 + Collections.max(head);
              return settings.sampling().balance() == ClassBalancing.WEIGH
                  ? ClassWeights.balancing(head, kinds)
                  : ClassWeights.even(kinds);
            })
        .toList();
  }

  private double scale(TrainableNetwork network, Examples train) {
    if (settings.contrast().raw()) {
      return 1;
    }
    int measured = Math.min(MEASURED, train.size());
    List<Integer> order = train.shuffled(new Random(settings.run().seed())).subList(0, measured);
    double sum = 0;
    try (var epoch = ExampleEpoch.unchanged(train, order, settings.schedule().batch())) {
      int count = epoch.steps().count();
      for (int step = 0; step < count; step++) {
        try (NativeScope scope = NativeScope.unrecorded()) {
          var inputs = scope.view(epoch.next().inputs());
          sum += ContrastiveLoss.meanDistance(network.run(inputs, Mode.INFERENCE, cut));
        }
      }
      double mean = sum / count;
      return mean > 0 ? settings.contrast().margin() / 2 / mean : 1;
    }
  }
}
