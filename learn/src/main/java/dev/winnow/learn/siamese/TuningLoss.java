package dev.winnow.learn.siamese;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.ClassWeights;
import dev.winnow.learn.training.Loss;
import dev.winnow.learn.training.MiniBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What fine-tuning makes small: cross-entropy at every head, and the contrast of the feature.
 *
 * @param settings weight and similarity
 * @param cut tensor of the feature
 * @param noise that the feature meets on its way
 * @param contrast at the cut
 * @param weights of the classes at each head
 */
record TuningLoss(
    FineTuningSettings settings,
    String cut,
    Optional<FeatureNoise> noise,
    ContrastiveLoss contrast,
    List<ClassWeights> weights) {

  /** The loss of a batch of examples, a single number. */
  NDArray of(
      TrainableNetwork network, NativeScope scope, Examples examples, MiniBatch batch, Mode mode) {
    List<String> logits = network.logits();
    Set<String> wanted = new HashSet<>(logits);
    wanted.add(cut);
    Map<String, NDArray> made =
        network.run(scope.view(batch.inputs()), mode, wanted, this::disturbed);
    NDArray loss = null;
    for (int head = 0; head < logits.size(); head++) {
      NDArray answers = Objects.requireNonNull(made.get(logits.get(head)));
      NDArray entropy = entropy(scope, answers, examples.classes(head, batch.samples()), head);
      loss = loss == null ? entropy : loss.add(entropy);
    }
    Objects.requireNonNull(loss);
    return settings.contrast().weight() == 0
        ? loss
        : loss.add(
            contrast.of(Objects.requireNonNull(made.get(cut)), kinds(examples, batch.samples())));
  }

  private NDArray entropy(NativeScope scope, NDArray logits, long[] right, int head) {
    NDArray classes = Torch.array(scope.manager(), right, right.length);
    if (settings.sampling().balance() != ClassBalancing.WEIGH) {
      return Loss.crossEntropy(logits, classes);
    }
    float[] counting = weights.get(head).of(right);
    return Loss.crossEntropy(logits, classes, Torch.array(scope.manager(), counting, right.length));
  }

  private NDArray disturbed(String tensor, NDArray value) {
    if (noise.isEmpty() || !noise.get().tensor().equals(tensor)) {
      return value;
    }
    float sigma = (float) noise.get().sigma();
    return value.add(value.getManager().randomNormal(0, sigma, value.getShape(), DataType.FLOAT32));
  }

  /** With several heads, similar is who is of one class at all of them. */
  private List<?> kinds(Examples examples, List<Integer> samples) {
    return settings.contrast().similarity() == PairLabeling.SAME_PRIMARY
        ? samples.stream().map(examples::kind).toList()
        : samples.stream().map(examples.people()::get).toList();
  }
}
