package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Interval;
import dev.winnow.core.Quantizer;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.linalg.CovarianceSpectrum;
import dev.winnow.noise.NoiseCalibration;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Which mechanisms may be tried, behind which clips.
 *
 * @param family of the mechanism
 * @param strengths ε of a first answer, or ratios of Gaussian noise; empty for no mechanism
 * @param clips in deviations, tight ones first
 * @param permanent share of the randomness that stays the same for a capture, 0 to 1
 * @param mostLoss percentage points of balanced accuracy on the validation part that clip and
 *     mechanism may cost together, where there is a choice
 */
public record NoiseSearchSpace(
    Family family, List<Double> strengths, List<Double> clips, double permanent, double mostLoss) {
  /** Ratios of Gaussian noise to try where none is asked for. */
  public static final List<Double> RATIOS = List.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2);

  /** Values of ε to try where none is asked for, weak protection first. */
  public static final List<Double> EPSILONS =
      List.of(10.0, 9.0, 8.0, 7.0, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.0);

  /** A clip that suits two levels, which lie on either side of a threshold however far apart. */
  public static final double CLIP = 0.25;

  /** Values of a feature that becomes a codeword. */
  public static final int WIDE = 32;

  /** A clip behind which codewords lie where they would without. */
  public static final double WIDE_CLIP = 3;

  /** Clips to try where none is asked for. */
  public static final List<Double> CLIPS = List.of(0.1, 0.25, 0.5, 1.0, 3.0);

  /** No mechanism at all. */
  public static final NoiseSearchSpace NONE =
      new NoiseSearchSpace(new Family.Gaussian(), List.of(), List.of(), NoiseCalibration.HALF, 0);

  /** A kind of mechanism. */
  public sealed interface Family {
    /** Randomised response over a few levels of each value; its strength is ε. */
    record Levels(int levels) implements Family {}

    /** Randomised response over a few codewords of each class; its strength is ε. */
    record Codewords(int perClass) implements Family {}

    /** Gaussian noise; its strength is its variance over the largest principal variance. */
    record Gaussian() implements Family {}
  }

  public NoiseSearchSpace {
    strengths = List.copyOf(strengths);
    clips = List.copyOf(clips);
  }

  /** Randomised response over two levels behind one clip: nothing to choose. */
  public static NoiseSearchSpace response(double clip, double epsilon) {
    return new NoiseSearchSpace(
        new Family.Levels(2), List.of(epsilon), List.of(clip), NoiseCalibration.HALF, 0);
  }

  /** Whether there is nothing to choose. */
  public boolean isFixed() {
    return strengths.size() == 1 && clips.size() == 1;
  }

  /** Whether there is Gaussian noise to add. */
  public boolean isGaussian() {
    return !isEmpty() && family instanceof Family.Gaussian;
  }

  /** Whether each value is rounded to a level on its own. */
  boolean isOfLevels() {
    return family instanceof Family.Levels;
  }

  /** Whether there is no mechanism at all. */
  public boolean isEmpty() {
    return strengths.isEmpty();
  }

  /**
   * Values of a reduced feature where no other number is asked for: what it takes to tell classes
   * apart. Of a feature that leaves as one codeword no value tells more, and {@value #WIDE} lose
   * less of the answer.
   */
  int dims(PrimaryTask primary, Cut cut) {
    return family instanceof Family.Codewords
        ? Math.min(cut.shape().size(), Math.max(WIDE, primary.dims()))
        : primary.dims();
  }

  /**
   * Requires that there is room for as many codewords, before anything that takes minutes.
   *
   * @throws dev.winnow.learn.InvalidSettingException if there is not
   */
  void requireRoom(PrimaryTask primary) {
    if (family instanceof Family.Codewords codewords) {
      int classes =
          primary.heads().stream().mapToInt(h -> h.labels().size()).reduce(1, (a, b) -> a * b);
      int most = Quantizer.LARGEST_ALPHABET / classes;
      InvalidSettingException.require(
          codewords.perClass <= most,
          "codewords",
          codewords.perClass,
          "at most %d of each of %d classes".formatted(most, classes));
    }
  }

  /**
   * A mechanism of each strength behind a clip.
   *
   * @param bounds of the clipped feature
   * @param train clipped features of the training part
   * @param analyzer of the feature without a mechanism
   */
  DoubleFunction<NoiseChoice> choices(
      double clip,
      List<Interval> bounds,
      FeatureTable train,
      Network analyzer,
      StudyContext context) {
    NoiseCalibration calibration = new NoiseCalibration(permanent);
    if (family instanceof Family.Gaussian) {
      double largest = Collections.max(CovarianceSpectrum.of(train.values()));
      return ratio -> new NoiseChoice(clip, ratio, calibration.gaussian(bounds, ratio, largest));
    }
    Quantizer quantizer =
        family instanceof Family.Codewords codewords
            ? ClassCodebook.of(codewords.perClass, bounds, train, analyzer, context)
            : new Quantizer.Uniform(bounds, ((Family.Levels) family).levels);
    return epsilon ->
        new NoiseChoice(clip, epsilon, calibration.randomizedResponse(quantizer, epsilon));
  }
}
