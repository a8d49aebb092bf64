package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import dev.winnow.data.Picture;
import dev.winnow.data.Restored;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attacker saw in place of each original, and how much that gives away.
 *
 * @param pictures as prepared, [pictures, channels, height, width]
 * @param measured SSIM, PSNR and MSE, whose chance is what the {@linkplain Originals#guess guess}
 *     reaches; with a gallery, what its recogniser makes of the pictures
 */
public record Reconstruction(Tensor pictures, List<Measured> measured) {
  private static final int ROWS = 64;

  public Reconstruction {
    measured = List.copyOf(measured);
  }

  /**
   * Has a decoder look at features.
   *
   * @param decoder from features to pictures of the size of the originals
   * @param features of the originals, in their order, with the noise of their package
   * @param seed of the intervals
   * @param threads that compute
   */
  public static Reconstruction decoded(
      Network decoder, Tensor features, Originals originals, long seed, int threads) {
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
   * Compares pictures with the originals.
   *
   * @param attacker the word for who saw them
   * @param seen one for each original, in their order
   * @param seed of the intervals
   */
  public static Reconstruction of(String attacker, Tensor seen, Originals originals, long seed) {
    Tensor right = Restored.shares(originals.pictures(), originals.preprocessing());
    Tensor shares = Restored.shares(seen, originals.preprocessing());
    Tensor guesses = Restored.shares(originals.guesses(), originals.preprocessing());
    List<Measured> all = new ArrayList<>();
    for (Measure measure : List.of(Measure.SSIM, Measure.PSNR, Measure.MSE)) {
      double[] values = values(measure, right, shares);
      double[] floor = values(measure, right, guesses);
      all.add(
          new Measured(
              attacker,
              measure,
              Measured.ALL,
              Averages.of(values, originals.people()).estimate(seed),
              Averages.of(floor, originals.people()).mean(),
              values.length));
    }
    originals
        .gallery()
        .ifPresent(gallery -> all.addAll(gallery.measured(seen, originals.people(), seed)));
    return new Reconstruction(seen, all);
  }

  /**
   * One of the numbers.
   *
   * @throws IllegalArgumentException if it was not measured, for want of a gallery
   */
  public Measured measure(Measure wanted) {
    return measured.stream()
        .filter(one -> one.measure() == wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(wanted.word() + " was not measured"));
  }

  /** Some of the pictures, for people to look at. */
  public List<Picture> shown(List<Integer> rows, Originals originals) {
    return rows.stream()
        .map(row -> pictures.rows(row, row + 1))
        .map(row -> Restored.pictures(row, originals.preprocessing()).get(0))
        .toList();
  }

  private static double[] values(Measure measure, Tensor right, Tensor seen) {
    return switch (measure) {
      case SSIM -> Likeness.ssim(right, seen);
      case PSNR -> Likeness.psnr(right, seen);
      default -> Likeness.mse(right, seen);
    };
  }
}
