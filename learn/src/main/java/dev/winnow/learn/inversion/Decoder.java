package dev.winnow.learn.inversion;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.linalg.UnsuitableFeaturesException;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.tabular.TabularLoop;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Scalars;
import dev.winnow.learn.torch.TorchUnavailableException;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.learn.training.Shuffle;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Learns to see the image, or another capture, in a feature: a network from features to images
 * (Dosovitskiy and Brox 2016, "Inverting Visual Representations with Convolutional Networks"),
 * trained on pairs of both to make the squared difference of pixels small. What it makes of a
 * feature is the mean of all images that could have had it, as far as it could learn: where the
 * feature says nothing, the mean image.
 *
 * <p>A tenth of the pairs, drawn, is not learned from: of all epochs, the one that does best there
 * is kept.
 */
public final class Decoder {
  private static final int HELD_OUT = 10;

  /** Channels and length, where images have channels, height and width. */
  private static final int SEQUENCE_RANK = 2;

  /** It takes so many pairs to learn from. */
  public static final int FEWEST = 2 * HELD_OUT;

  private final TabularSettings settings;
  private final Progress progress;
  private final Tensor rows;
  private final Tensor images;
  private final Tensor room;
  private final Tensor imageRoom;
  private final double variance;
  private double least = Double.POSITIVE_INFINITY;
  private Map<String, Tensor> best = Map.of();

  private Decoder(
      Tensor rows, Tensor images, double variance, TabularSettings settings, Progress progress) {
    int batch = MiniBatches.of(rows.shape().dim(0), settings.schedule().batch()).largest() + 1;
    this.settings = settings;
    this.progress = progress;
    this.rows = rows;
    this.images = images;
    this.variance = variance;
    this.room = Tensor.allocate(rows.shape().row().batch(batch));
    this.imageRoom = Tensor.allocate(images.shape().row().batch(batch));
  }

  /**
   * Trains a decoder. While it runs, no other training may run in this process. A step costs some
   * 30 million multiply-accumulates forwards for each pair of an image of 56×56 pixels, however
   * wide the feature is.
   *
   * @param features of the shape [pairs, …], of any shape each; with the noise that the attacker
   *     will meet
   * @param images of the shape [pairs, channels, height, width], height and width multiples of 8
   *     from 16 to 64; or sequences, [pairs, channels, length], the length a multiple of 8 from 16
   *     to 256
   * @param settings how; the noise is added to features of unit variance
   * @param progress told of every epoch: pairs seen, and how much of the variance of pixels is not
   *     explained on what was held out
   * @return from features to images in the range of those given
   * @throws InvalidSettingException if images have another size, or there are fewer than 20
   * @throws UnsuitableFeaturesException if a value is no number
   * @throws DivergedException if the loss is no longer a number
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static Network train(
      Tensor features, Tensor images, TabularSettings settings, Progress progress) {
    int pairs = features.shape().dim(0);
    InvalidSettingException.require(
        pairs == images.shape().dim(0) && pairs >= FEWEST,
        "pairs",
        Math.min(pairs, images.shape().dim(0)),
        "as many features as images, at least " + 2 * HELD_OUT);
    Random random = new Random(settings.seed());
    int[] order = Shuffle.of(pairs, random);
    int[] held = Arrays.copyOf(order, pairs / HELD_OUT);
    int[] learned = Arrays.copyOfRange(order, held.length, pairs);
    DecoderInput entrance = DecoderInput.of(features, learned, settings.threads());
    Spread spread = Spread.of(images, learned);
    Network untrained = untrained(entrance.shape(), images.shape().row(), spread, random);
    Tensor rows = entrance.apply(features);
    Network trained =
        new Decoder(rows, images, spread.variance(), settings, progress)
            .run(untrained, learned, Arrays.stream(held).boxed().toList());
    return entrance.before(trained);
  }

  private static Network untrained(Shape from, Shape to, Spread spread, Random random) {
    return to.rank() == SEQUENCE_RANK
        ? new SequenceDecoder(from, to, spread, random).build()
        : new DecoderNetwork(from, to, spread, random).build();
  }

  private Network run(Network untrained, int[] learned, List<Integer> held) {
    new TabularLoop(settings)
        .run(
            untrained,
            rows,
            learned,
            (scope, answers, drawn) -> loss(scope, answers.get(0), drawn),
            (epoch, loss, network) -> judge(epoch, network, learned.length, held));
    return untrained.withConstants(best);
  }

  /** The mean squared difference, as a share of the images' variance. */
  private NDArray loss(NativeScope scope, NDArray answers, List<Integer> drawn) {
    NDArray right = scope.view(TabularLoop.gathered(images, drawn, imageRoom));
    return Scalars.over(answers.sub(right).square().mean(), variance);
  }

  /** Keeps the best epoch, and goes on. */
  private boolean judge(int epoch, TrainableNetwork network, int learned, List<Integer> held) {
    double error = error(network, held);
    if (error <= least) {
      least = error;
      best = network.values();
    }
    long all = (long) settings.schedule().epochs() * learned;
    progress.at(
        (long) epoch * learned,
        all,
        String.format(Locale.ROOT, "%.1f %% of the pixels' variance unexplained", 100 * error));
    return true;
  }

  private double error(TrainableNetwork network, List<Integer> held) {
    MiniBatches steps = MiniBatches.of(held.size(), settings.schedule().batch());
    double sum = 0;
    for (int step = 0; step < steps.count(); step++) {
      List<Integer> drawn = held.subList(steps.start(step), steps.start(step + 1));
      try (NativeScope scope = NativeScope.unrecorded()) {
        NDArray inputs = scope.view(TabularLoop.gathered(rows, drawn, room));
        NDArray answers = network.run(inputs, Mode.INFERENCE, network.logits().get(0));
        sum += drawn.size() * (double) loss(scope, answers, drawn).getFloat();
      }
    }
    return sum / held.size();
  }

  /**
   * The images that are learned from, as one.
   *
   * @param mean image
   * @param variance of pixels around it, above 0
   */
  record Spread(Tensor mean, double variance) {
    static Spread of(Tensor images, int[] learned) {
      Shape shape = images.shape().row();
      double[] sums = new double[shape.size()];
      double[] squares = new double[shape.size()];
      for (int row : learned) {
        var values = images.rows(row, row + 1).buffer();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += values.get(i);
          squares[i] += (double) values.get(i) * values.get(i);
        }
      }
      Tensor mean = Tensor.allocate(shape);
      double variance = 0;
      for (int i = 0; i < sums.length; i++) {
        double middle = sums[i] / learned.length;
        mean.buffer().put(i, (float) middle);
        variance += Math.max(0, squares[i] / learned.length - middle * middle) / sums.length;
      }
      if (!Double.isFinite(variance)) {
        throw new UnsuitableFeaturesException("the images hold values that are no numbers");
      }
      return new Spread(mean, variance > 0 ? variance : 1);
    }
  }
}
