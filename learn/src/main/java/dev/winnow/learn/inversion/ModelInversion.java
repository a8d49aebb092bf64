package dev.winnow.learn.inversion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.UnsupportedOperatorException;
import dev.winnow.learn.torch.Axes;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Scalars;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Locale;

/**
 * The attacker who has the extractor in hand: it moves the pixels of an image until the extractor
 * makes of it the feature that was seen (He, Zhang, Lee 2019, "Model Inversion Attacks Against
 * Collaborative Inference", section 4.1), preferring images whose neighbouring pixels are alike
 * (Mahendran and Vedaldi 2015, "Understanding Deep Image Representations by Inverting Them", β =
 * 2).
 *
 * <p>What is made small, for each image x by itself, is ‖f(x) − f‖² / s + smoothness · d(x) / v: s
 * is the mean squared distance of the features from their mean, d the mean squared difference of
 * neighbouring pixels, v the squared distance of white from black. Every value of the feature
 * counts the same, however little it varies: under noise of one deviation in all values, that is
 * the likelihood.
 *
 * <p>A clip has no slope where it clips, so a search that starts from an image whose feature is
 * clipped gets nowhere in that value. Start from what a {@link Decoder} saw, whose feature is on
 * the right side to begin with; where the feature itself is clipped, no more than the side can be
 * known. Nor have rectifiers a slope where all they see is 0: start from no image of zeros.
 */
public final class ModelInversion {
  private static final int SPACE_RANK = 4;

  private final ModelInversionSettings settings;
  private final Range range;
  private final double scale;

  private ModelInversion(ModelInversionSettings settings, Range range, double scale) {
    this.settings = settings;
    this.range = range;
    this.scale = scale;
  }

  /**
   * The lowest and the highest value that a prepared pixel has, per channel, and how far these are
   * apart; four units for what has no white and black, as standardised readings are.
   */
  private record Range(Tensor low, Tensor high, double spread) {
    /** Of unit size, with no end to either side. */
    private static final Range UNBOUNDED =
        new Range(
            Tensor.of(Shape.of(1), -Float.MAX_VALUE), Tensor.of(Shape.of(1), Float.MAX_VALUE), 4);

    static Range of(InputSpec preprocessing) {
      return preprocessing instanceof ImageSpec image ? of(image) : UNBOUNDED;
    }

    private static Range of(ImageSpec preprocessing) {
      int channels = preprocessing.colour().channels();
      Shape shape = Shape.of(1, channels, 1, 1);
      Tensor low = Tensor.allocate(shape);
      Tensor high = Tensor.allocate(shape);
      double spread = 0;
      for (int i = 0; i < channels; i++) {
        double mean = preprocessing.normalization().mean().get(i);
        double black = -mean / preprocessing.normalization().scale().get(i);
        double white = (255 - mean) / preprocessing.normalization().scale().get(i);
        low.buffer().put(i, (float) Math.min(black, white));
        high.buffer().put(i, (float) Math.max(black, white));
        spread += Math.abs(white - black) / channels;
      }
      return new Range(low, high, spread);
    }
  }

  /**
   * Searches for images. While it runs, no training may run in this process.
   *
   * @param extractor from images, or other captures, to features; gradients must be known for its
   *     operators
   * @param features that were seen, of the shape [images, …]
   * @param starts images to start from, [images, channels, height, width] as the extractor takes
   *     them: what a decoder saw, or the mean image again and again. They do not change
   * @param preprocessing of the extractor's input, whose values stay within it
   * @param progress told of every step
   * @return the images found, newly allocated
   * @throws UnsupportedOperatorException if the extractor cannot be differentiated
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static Tensor run(
      Network extractor,
      Tensor features,
      Tensor starts,
      InputSpec preprocessing,
      ModelInversionSettings settings,
      Progress progress) {
    int count = features.shape().dim(0);
    if (count != starts.shape().dim(0) || count == 0) {
      throw new IllegalArgumentException(
          "%d features and %d images to start from".formatted(count, starts.shape().dim(0)));
    }
    Torch.useThreads(settings.threads());
    ModelInversion inversion =
        new ModelInversion(settings, Range.of(preprocessing), scatter(features));
    Tensor found = Tensor.allocate(starts.shape());
    try (TrainableNetwork network = TrainableNetwork.frozen(extractor)) {
      for (int from = 0; from < count; from += settings.batch()) {
        int to = Math.min(count, from + settings.batch());
        Tensor made =
            inversion.search(
                network,
                extractor.outputs().get(0).name(),
                features.rows(from, to),
                starts.rows(from, to),
                new Share(progress, from, to - from, count));
        found.rows(from, to).buffer().put(made.buffer());
      }
    }
    return found;
  }

  /** Some of the images, of whose steps somebody is told. */
  private record Share(Progress progress, int before, int size, int all) {
    void at(int step, int steps, float loss) {
      progress.at(
          (long) before * steps + (long) size * step,
          (long) all * steps,
          String.format(Locale.ROOT, "%.3f of the feature unexplained", loss / size));
    }
  }

  private Tensor search(
      TrainableNetwork network, String output, Tensor features, Tensor starts, Share share) {
    try (NDManager manager = Torch.newManager()) {
      NDArray images = Torch.array(manager, starts);
      images.setRequiresGradient(true);
      try (OptimizerState state = Optimizer.ADAM.over(List.of(images), /* decay= */ 0)) {
        for (int step = 0; step < settings.steps(); step++) {
          double rate =
              settings.learningRate() * (1 + Math.cos(Math.PI * step / settings.steps())) / 2;
          float loss = step(network, output, features, images, state, rate);
          share.at(step + 1, settings.steps(), loss);
        }
      }
      return Torch.tensor(images);
    }
  }

  private float step(
      TrainableNetwork network,
      String output,
      Tensor features,
      NDArray images,
      OptimizerState state,
      double rate) {
    float explained;
    try (NativeScope scope = NativeScope.recorded()) {
      // The sum over images: what one image costs says nothing of where another should go.
      NDArray apart = network.run(images, Mode.INFERENCE, output).sub(scope.view(features));
      NDArray feature = Scalars.over(apart.square().sum(), scale);
      NDArray loss = feature.add(Scalars.times(roughness(images), settings.smoothness()));
      scope.differentiate(loss);
      state.step(rate);
      explained = feature.getFloat();
    }
    try (NativeScope scope = NativeScope.unrecorded()) {
      NDArray within = images.maximum(scope.view(range.low)).minimum(scope.view(range.high));
      Torch.assign(within, images);
    }
    return explained;
  }

  /**
   * The sum over images of the mean squared difference of neighbours: of those in time, in space.
   */
  private NDArray roughness(NDArray images) {
    long[] shape = images.getShape().getShape();
    int last = shape.length - 1;
    NDArray sum = apart(images, last).sum();
    if (shape.length == SPACE_RANK) {
      sum = sum.add(apart(images, last - 1).sum());
    }
    double places = (double) images.size() / shape[0];
    return Scalars.over(sum, places * range.spread * range.spread);
  }

  private static NDArray apart(NDArray images, int axis) {
    long extent = images.getShape().get(axis);
    return Axes.slice(images, axis, 1, extent)
        .sub(Axes.slice(images, axis, 0, extent - 1))
        .square();
  }

  /** The mean squared distance of features from their mean; 1 if they are all the same. */
  private static double scatter(Tensor features) {
    int count = features.shape().dim(0);
    int width = features.shape().row().size();
    var values = features.buffer();
    double scatter = 0;
    for (int i = 0; i < width; i++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < count; row++) {
        double value = values.get(row * width + i);
        sum += value;
        squares += value * value;
      }
      scatter += Math.max(0, squares - sum * sum / count) / count;
    }
    return scatter > 0 ? scatter : 1;
  }
}
