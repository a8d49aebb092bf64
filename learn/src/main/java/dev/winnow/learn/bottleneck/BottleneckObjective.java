package dev.winnow.learn.bottleneck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.winnow.learn.architecture.BottleneckHead;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.siamese.ContrastiveLoss;
import dev.winnow.learn.siamese.ContrastiveSettings;
import dev.winnow.learn.siamese.PairLabeling;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Scalars;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.Loss;
import dev.winnow.learn.training.MiniBatch;
import dev.winnow.learn.training.Objective;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * What the training of a bottleneck makes small: cross-entropy at every head, the distance from
 * what the uncut network answers, and the contrast of the numbers before they meet noise.
 */
final class BottleneckObjective implements Objective {
  /** Numbers lie between −1 and 1, so that the margin is the whole of one. */
  private static final double MARGIN = 2;

  private final BottleneckHead layers;
  private final BottleneckLoss loss;
  private final Examples train;
  private final FrozenFeatures sampler;
  private final ContrastiveLoss contrast;
  private final Random random;

  BottleneckObjective(
      BottleneckHead layers,
      BottleneckLoss loss,
      Examples train,
      FrozenFeatures sampler,
      long seed) {
    this.layers = layers;
    this.loss = loss;
    this.train = train;
    this.sampler = sampler;
    var pairs = new ContrastiveSettings(loss.contrast(), MARGIN, true, PairLabeling.SAME_PRIMARY);
    this.contrast = new ContrastiveLoss(pairs, 1);
    this.random = new Random(seed);
  }

  @Override
  public NDArray loss(TrainableNetwork network, NativeScope scope, MiniBatch batch) {
    List<Integer> samples = batch.samples().stream().map(sampler.drawn().samples()::get).toList();
    List<String> logits = network.logits();
    Map<String, NDArray> clean = new HashMap<>();
    Map<String, NDArray> made =
        network.run(
            scope.view(batch.inputs()),
            Mode.TRAINING,
            Set.copyOf(logits),
            (name, value) -> disturbed(name, value, clean));
    NDArray numbers = Objects.requireNonNull(clean.get(layers.bottleneck()));
    NDArray sum = contrast.of(numbers, samples.stream().map(train::kind).toList());
    for (int head = 0; head < logits.size(); head++) {
      NDArray answers = Objects.requireNonNull(made.get(logits.get(head)));
      long[] right = train.classes(head, samples);
      sum = sum.add(Loss.crossEntropy(answers, Torch.array(scope.manager(), right, right.length)));
      if (loss.distillation() > 0) {
        sum = sum.add(distance(scope, answers, taught(head, batch.samples())));
      }
    }
    return sum;
  }

  private NDArray disturbed(String tensor, NDArray value, Map<String, NDArray> clean) {
    if (tensor.equals(layers.pooled())) {
      return loss.dropout() == 0 ? value : value.mul(mask(value));
    }
    if (!tensor.equals(layers.bottleneck())) {
      return value;
    }
    clean.put(tensor, value);
    float sigma = (float) loss.noise();
    return sigma == 0
        ? value
        : value.add(value.getManager().randomNormal(0, sigma, value.getShape(), DataType.FLOAT32));
  }

  /** 0 where a value is dropped, and as much more elsewhere that the mean stays. */
  private NDArray mask(NDArray value) {
    float[] kept = new float[Math.toIntExact(value.size())];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < loss.dropout() ? 0 : (float) (1 / (1 - loss.dropout()));
    }
    return Torch.array(value.getManager(), kept, value.getShape().getShape());
  }

  private List<float[]> taught(int head, List<Integer> places) {
    List<float[]> all = sampler.drawn().taught().get(head);
    return places.stream().map(place -> softened(all.get(place))).toList();
  }

  /**
   * What the cross-entropy of softened answers has, times the square of the temperature, so that
   * its slopes weigh as much at any.
   */
  private NDArray distance(NativeScope scope, NDArray logits, List<float[]> taught) {
    int width = taught.get(0).length;
    float[] all = new float[taught.size() * width];
    for (int row = 0; row < taught.size(); row++) {
      System.arraycopy(taught.get(row), 0, all, row * width, width);
    }
    NDArray wanted = Torch.array(scope.manager(), all, taught.size(), width);
    NDArray given = Scalars.over(logits, loss.temperature()).logSoftmax(1);
    double weight = loss.distillation() * loss.temperature() * loss.temperature();
    return Scalars.times(given.mul(wanted).sum(new int[] {1}).mean(), -weight);
  }

  /** Probabilities, or logits if they are none, at a temperature. */
  private float[] softened(float[] answer) {
    double[] logits = new double[answer.length];
    double sum = 0;
    boolean probable = true;
    for (float value : answer) {
      sum += value;
      probable &= value >= 0;
    }
    probable &= Math.abs(sum - 1) < 1e-3;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (probable ? Math.log(Math.max(answer[i], 1e-7)) : answer[i]) / loss.temperature();
      most = Math.max(most, logits[i]);
    }
    double all = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.exp(logits[i] - most);
      all += logits[i];
    }
    float[] softened = new float[answer.length];
    for (int i = 0; i < logits.length; i++) {
      softened[i] = (float) (logits[i] / all);
    }
    return softened;
  }
}
