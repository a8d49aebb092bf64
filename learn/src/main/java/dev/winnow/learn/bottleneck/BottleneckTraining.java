package dev.winnow.learn.bottleneck;

import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Partition;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Heads;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.EpochListener;
import dev.winnow.learn.training.Schedule;
import dev.winnow.learn.training.TrainingLoop;
import dev.winnow.learn.training.TrainingProgress;
import dev.winnow.onnx.Network;
import java.util.Optional;

/**
 * Trains encoder and decoder of a bottleneck behind layers that stay as they are: what these make
 * of captures is kept for a few epochs at a time.
 */
public final class BottleneckTraining {
  private final Bottleneck untrained;
  private final Examples.Source source;
  private final BottleneckSettings settings;
  private final Progress progress;

  private BottleneckTraining(
      Bottleneck untrained,
      Examples.Source source,
      BottleneckSettings settings,
      Progress progress) {
    this.untrained = untrained;
    this.source = source;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Prepares.
   *
   * @param network that was cut
   * @param preprocessor of its input
   * @param primary column of the primary label, or columns of several joined by {@code +}, as in
   *     {@link Heads#answers}
   * @param progress told of every step
   * @throws dev.winnow.data.NoSuchColumnException if there is no such column
   * @throws dev.winnow.learn.example.UnsuitableDataException if the columns do not fit the outputs
   */
  public static BottleneckTraining of(
      Network network,
      Bottleneck untrained,
      DataSet set,
      InputPreprocessor preprocessor,
      String primary,
      BottleneckSettings settings,
      Progress progress) {
    var source =
        new Examples.Source(
            set,
            Heads.of(network, set, primary),
            Optional.empty(),
            preprocessor,
            settings.threads(),
            progress);
    return new BottleneckTraining(untrained, source, settings, progress);
  }

  /**
   * Trains until the schedule ends. While it runs, no other training may run in this process.
   *
   * @param partition of the set; only its training part is looked at
   * @throws dev.winnow.learn.example.UnsuitableDataException if there is too little to learn from
   * @throws dev.winnow.learn.training.DivergedException if the loss is no longer a number
   * @throws dev.winnow.learn.torch.TorchUnavailableException if PyTorch cannot be loaded
   */
  public Bottleneck run(Partition partition) {
    source.requireLearnable(partition);
    Examples train = source.train(partition);
    Torch.useThreads(settings.threads());
    Torch.seed(settings.seed());
    Schedule schedule = settings.schedule();
    try (var features = new FrozenFeatures(untrained.parts(), train, settings);
        TrainableNetwork head = TrainableNetwork.open(untrained.head());
        OptimizerState state = schedule.optimiser().over(head.weights(), /* decay= */ 0)) {
      var objective =
          new BottleneckObjective(
              untrained.layers(), settings.loss(), train, features, settings.seed());
      new TrainingLoop(schedule, features, objective, shown()).run(head, state, 1);
      return untrained.with(head.values());
    }
  }

  private EpochListener shown() {
    var shown = new TrainingProgress(progress, settings.schedule().epochs());
    return new EpochListener() {
      @Override
      public void stepped(int epoch, float loss, int seen, int size) {
        shown.show(loss, epoch, seen, size);
      }

      @Override
      public boolean ended(int epoch, float loss, TrainableNetwork network) {
        return true;
      }
    };
  }
}
