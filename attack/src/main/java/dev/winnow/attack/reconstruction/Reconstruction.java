package dev.winnow.attack.reconstruction;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.statistics.ResampledMean;
import dev.winnow.core.Tensor;
import dev.winnow.image.Denormalizer;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attacker saw in place of each original, and how much that gives away.
 *
 * @param images as prepared, [images, channels, height, width]
 * @param measurement SSIM, PSNR and MSE, whose chance is what the {@linkplain
 *     ReconstructionTargets#guess guess} reaches; with a gallery, what its recogniser makes of the
 *     images
 */
public record Reconstruction(Tensor images, List<Measurement> measurement) {
  private static final int ROWS = 64;

  public Reconstruction {
    measurement = List.copyOf(measurement);
  }

  /**
   * Has a decoder look at features.
   *
   * @param decoder from features to images of the size of the originals
   * @param features of the originals, in their order, with the noise of their package
   * @param seed of the intervals
   * @param threads that compute
   */
  public static Reconstruction decoded(
      Network decoder, Tensor features, ReconstructionTargets originals, long seed, int threads) {
    int count = features.shape().dim(0);
    Tensor seen = Tensor.allocate(decoder.outputs().get(0).shape().batch(count));
    try (Session session = Session.open(decoder, threads)) {
      for (int from = 0; from < count; from += ROWS) {
        int to = Math.min(count, from + ROWS);
        session.run(features.rows(from, to), seen.rows(from, to));
      }
    }
    return of("decoder", seen, originals, seed);
  }

  /**
   * Compares images with the originals.
   *
   * @param attacker the word for who saw them
   * @param seen one for each original, in their order
   * @param seed of the intervals
   */
  public static Reconstruction of(
      String attacker, Tensor seen, ReconstructionTargets originals, long seed) {
    Tensor right = Denormalizer.shares(originals.images(), originals.preprocessing());
    Tensor shares = Denormalizer.shares(seen, originals.preprocessing());
    Tensor guesses = Denormalizer.shares(originals.guesses(), originals.preprocessing());
    List<Measurement> all = new ArrayList<>();
    for (Metric metric : List.of(Metric.SSIM, Metric.PSNR, Metric.MSE)) {
      double[] values = values(metric, right, shares);
      double[] floor = values(metric, right, guesses);
      all.add(
          new Measurement(
              attacker,
              metric,
              Measurement.ALL,
              ResampledMean.of(values, originals.people()).estimate(seed),
              ResampledMean.of(floor, originals.people()).mean(),
              values.length));
    }
    originals
        .gallery()
        .ifPresent(gallery -> all.addAll(gallery.measurement(seen, originals.people(), seed)));
    return new Reconstruction(seen, all);
  }

  /**
   * One of the numbers.
   *
   * @throws IllegalArgumentException if it was not measured, for want of a gallery
   */
  public Measurement metric(Metric wanted) {
    return measurement.stream()
        .filter(one -> one.metric() == wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(wanted.word() + " was not measured"));
  }

  /** Some of the images, for people to look at. */
  public List<Image> shown(List<Integer> rows, ReconstructionTargets originals) {
    return rows.stream()
        .map(row -> images.rows(row, row + 1))
        .map(row -> Denormalizer.images(row, originals.preprocessing()).get(0))
        .toList();
  }

  private static double[] values(Metric metric, Tensor right, Tensor seen) {
    return switch (metric) {
      case SSIM -> ImageSimilarity.ssim(right, seen);
      case PSNR -> ImageSimilarity.psnr(right, seen);
      default -> ImageSimilarity.mse(right, seen);
    };
  }
}
