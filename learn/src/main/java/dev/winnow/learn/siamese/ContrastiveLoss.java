package dev.winnow.learn.siamese;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.learn.torch.Scalars;
import dev.winnow.learn.torch.Torch;
import java.util.List;

/** Computes a {@link ContrastiveSettings} over all pairs of a batch. */
public final class ContrastiveLoss {
  /** Keeps the slope of the square root finite where two features are equal. */
  private static final float SMALLEST = 1e-6f;

  private final ContrastiveSettings contrast;
  private final double scale;

  /**
   * Prepares the loss.
   *
   * @param scale factor of every distance
   */
  public ContrastiveLoss(ContrastiveSettings contrast, double scale) {
    this.contrast = contrast;
    this.scale = scale;
  }

  /**
   * The loss, already times its weight.
   *
   * @param features of the shape samples × anything
   * @param kinds samples of one kind are similar, if that is what {@link PairLabeling} says, or
   *     dissimilar
   */
  public NDArray of(NDArray features, List<?> kinds) {
    int size = kinds.size();
    NDManager manager = features.getManager();
    NDArray squares = Scalars.times(squaredDistances(features), scale * scale);
    NDArray similar = Torch.array(manager, similar(kinds), size, size);
    NDArray others = Torch.array(manager, others(size), size, size).sub(similar);
    NDArray missing = Scalars.plus(distances(squares).neg(), contrast.margin());
    NDArray apart = missing.getNDArrayInternal().relu().square();
    double pairs = (double) size * (size - 1);
    NDArray sum = squares.mul(similar).add(apart.mul(others)).sum();
    return Scalars.times(sum, contrast.weight() / (2 * pairs));
  }

  /** The mean distance between different samples, unscaled. */
  static double meanDistance(NDArray features) {
    int size = (int) features.getShape().get(0);
    double sum = distances(squaredDistances(features)).sum().getFloat();
    return (sum - size * Math.sqrt(SMALLEST)) / ((double) size * (size - 1));
  }

  private static NDArray distances(NDArray squares) {
    return Scalars.plus(squares, SMALLEST).sqrt();
  }

  /** |a|² + |b|² − 2ab of features around their mean, which costs fewest digits. */
  private static NDArray squaredDistances(NDArray features) {
    NDArray flat = features.reshape(features.getShape().get(0), -1);
    NDArray around = flat.sub(flat.mean(new int[] {0}, true));
    NDArray squares = around.square().sum(new int[] {1}, true);
    NDArray products = around.matMul(around.transpose());
    return squares
        .add(squares.transpose())
        .sub(Scalars.times(products, 2))
        .getNDArrayInternal()
        .relu();
  }

  private float[] similar(List<?> kinds) {
    boolean wanted = contrast.similarity() == PairLabeling.SAME_PRIMARY;
    int size = kinds.size();
    float[] similar = new float[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        boolean same = kinds.get(i).equals(kinds.get(j));
        similar[i * size + j] = i != j && same == wanted ? 1 : 0;
      }
    }
    return similar;
  }

  /** All pairs of different samples. */
  private static float[] others(int size) {
    float[] others = new float[size * size];
    for (int i = 0; i < others.length; i++) {
      others[i] = i % (size + 1) == 0 ? 0 : 1;
    }
    return others;
  }
}
