package dev.winnow.learn.scratch;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Accuracy;
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
import dev.winnow.learn.training.CourseProgress;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.Loss;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.learn.training.Shuffle;
import dev.winnow.onnx.Network;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Takes a network through the epochs of a training. */
final class Course {
  /** Networks trained from scratch have one. */
  private static final int HEAD = 0;

  private final TrainingSettings settings;
  private final Head head;
  private final CourseProgress progress;
  private final Random random;

  /**
   * @param head the network's only one
   * @param progress told of every step
   */
  Course(TrainingSettings settings, Head head, Progress progress) {
    this.settings = settings;
    this.head = head;
    this.progress = new CourseProgress(progress, settings.schedule().epochs());
    this.random = new Random(settings.seed());
  }

  /**
   * The epoch to keep.
   *
   * @param epoch counted from 1
   * @param validation accuracy after it
   * @param values of the weights and statistics after it
   */
  record Best(int epoch, Accuracy validation, Map<String, Tensor> values) {}

  /**
   * Trains a network, which itself does not change.
   *
   * @throws DivergedException if the loss is no longer a number
   */
  Best run(Network untrained, Examples train, Examples validation) {
    Torch.useThreads(settings.threads());
    Torch.seed(settings.seed());
    try (TrainableNetwork network = TrainableNetwork.open(untrained);
        OptimizerState state =
            settings.schedule().optimiser().over(network.weights(), /* decay= */ 0)) {
      Best best = epoch(network, state, train, validation, 1);
      for (int number = 2; number <= settings.schedule().epochs(); number++) {
        Best next = epoch(network, state, train, validation, number);
        if (next.validation.balanced() >= best.validation.balanced()) {
          best = next;
        }
      }
      return best;
    }
  }

  private Best epoch(
      TrainableNetwork network,
      OptimizerState state,
      Examples train,
      Examples validation,
      int number) {
    learn(network, state, train, number);
    Accuracy accuracy =
        validation.accuracies(List.of(head), settings.schedule().batch(), network).get(HEAD);
    progress.validated(
        String.format(Locale.ROOT, ", validation accuracy %.1f %%", 100 * accuracy.balanced()));
    return new Best(number, accuracy, network.values());
  }

  private void learn(TrainableNetwork network, OptimizerState state, Examples train, int epoch) {
    List<Integer> order = Arrays.stream(Shuffle.of(train.size(), random)).boxed().toList();
    MiniBatches steps = MiniBatches.of(train.size(), settings.schedule().batch());
    Tensor room = Tensor.allocate(train.shape().batch(steps.largest()));
    try (Inputs.Walk walk = train.inputs().in(order)) {
      for (int step = 0; step < steps.count(); step++) {
        int from = steps.start(step);
        List<Integer> drawn = order.subList(from, steps.start(step + 1));
        Tensor inputs = room.rows(0, drawn.size());
        for (int row = 0; row < drawn.size(); row++) {
          FloatBuffer into = inputs.rows(row, row + 1).buffer();
          settings.augmentation().apply(walk.next(), train.shape(), random, into);
        }
        long[] classes = drawn.stream().mapToLong(train.classes().get(HEAD)::get).toArray();
        double done = (epoch - 1 + (double) from / train.size()) / settings.schedule().epochs();
        float loss = step(network, state, inputs, classes, settings.schedule().rate(done));
        if (!Float.isFinite(loss)) {
          throw new DivergedException(epoch, step + 1, settings.schedule().learningRate());
        }
        progress.show(loss, epoch, drawn.size(), train.size());
      }
    }
  }

  private static float step(
      TrainableNetwork network, OptimizerState state, Tensor inputs, long[] classes, double rate) {
    try (NativeScope scope = NativeScope.recorded()) {
      NDArray logits = network.run(scope.view(inputs), Mode.TRAINING, network.logits().get(HEAD));
      NDArray loss = Loss.crossEntropy(logits, scope.manager().create(classes));
      scope.differentiate(loss);
      state.step(rate);
      return loss.getFloat();
    }
  }
}
