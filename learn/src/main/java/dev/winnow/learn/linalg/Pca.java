package dev.winnow.learn.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Scalars;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Principal component analysis of features that need not fit into memory: they are shown once, some
 * at a time, and forgotten.
 *
 * <p>After each block of rows the singular directions of all that was seen are found anew from the
 * former ones, scaled by their singular values, and the block (Ross, Lim, Lin, Yang, "Incremental
 * Learning for Robust Visual Tracking", 2008, section 3.2). Many more directions are carried along
 * than will be asked for, so what is dropped on the way is small beside what is kept.
 *
 * <p>Takes some 3 kB per value of a feature's width (100,352 values: 900 MB at the peak), however
 * many features there are. Whoever made it closes it, which frees its native memory. For one
 * thread.
 */
public final class Pca implements AutoCloseable {
  /** How many directions are carried along for those that are asked for. */
  private static final int SPARE = 56;

  private static final int BLOCK = 256;

  /** What varies less than this, beside the first direction, is rounding. */
  private static final double STILL = 1e-12;

  private final int wanted;
  private final int width;
  private final Tensor block;
  private final NDManager manager = Torch.newManager();
  private int pending;
  private long seen;
  private double squares;

  /** The mean of what was absorbed, [1, width]. */
  private final NDArray mean;

  /** Singular directions of what was absorbed, times their singular values: [carried, width]. */
  private final NDArray scaled;

  private Pca(int width, int wanted) {
    this.width = width;
    this.wanted = wanted;
    this.block = Tensor.allocate(Shape.of(Math.max(BLOCK, wanted), width));
    this.mean = zeros(1);
    this.scaled = zeros(Math.min(wanted + SPARE, width));
  }

  /**
   * An analysis that has seen nothing yet.
   *
   * @param width values of a feature
   * @param wanted how many directions will be asked for, from 1 to the width
   * @param threads that compute
   * @throws InvalidSettingException if there are not as many directions
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static Pca of(int width, int wanted, int threads) {
    InvalidSettingException.require(
        wanted >= 1 && wanted <= width, "dims", wanted, "from 1 to the cut's %d".formatted(width));
    Torch.useThreads(threads);
    return new Pca(width, wanted);
  }

  /**
   * Takes features into account. The tensor is free afterwards.
   *
   * @param rows of finite values, each row a feature of any shape with {@code width} values
   */
  public void add(Tensor rows) {
    for (int row = 0; row < rows.shape().dim(0); row++) {
      block.rows(pending, pending + 1).buffer().put(rows.rows(row, row + 1).buffer());
      if (++pending == block.shape().dim(0)) {
        absorb();
      }
    }
  }

  /**
   * The directions of the largest variance.
   *
   * @throws UnsuitableFeaturesException if fewer features than directions, or one, were shown, or
   *     if they vary in fewer directions
   */
  public PrincipalComponents components() {
    absorb();
    if (seen <= wanted) {
      throw new UnsuitableFeaturesException(
          "%d features are too few to find %d directions in; give more samples or fewer dims"
              .formatted(seen, wanted));
    }
    Tensor directions = Tensor.allocate(Shape.of(wanted, width));
    List<Double> variances = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      double[] direction = scaled.get(i).toDoubleArray();
      double length = length(direction);
      variances.add(length * length / (seen - 1));
      if (!(variances.get(i) > STILL * variances.get(0))) {
        throw new UnsuitableFeaturesException(
            "the features vary in %d directions only, not %d; ask for no more dims than that"
                .formatted(i, wanted));
      }
      put(direction, 1 / length * Math.signum(farthest(direction)), directions.rows(i, i + 1));
    }
    Tensor middle = Tensor.allocate(Shape.of(width));
    put(mean.get(0).toDoubleArray(), 1, middle);
    return new PrincipalComponents(middle, directions, variances, squares / (seen - 1));
  }

  @Override
  public void close() {
    manager.close();
  }

  private void absorb() {
    if (pending == 0) {
      return;
    }
    try (NativeScope scope = NativeScope.unrecorded()) {
      NDArray rows = scope.view(block.rows(0, pending)).toType(DataType.FLOAT64, true);
      NDArray middle = rows.mean(new int[] {0}, true);
      NDArray around = rows.sub(middle);
      NDArray apart = middle.sub(mean);
      double weight = (double) seen * pending / (seen + pending);
      squares += sum(around.square()) + weight * sum(apart.square());
      if (!Double.isFinite(squares)) {
        throw new UnsuitableFeaturesException(
            "the features hold values that are no numbers; no directions can be found in them");
      }
      NDArray moved = Scalars.times(apart, Math.sqrt(weight));
      NDArray stacked = NDArrays.concat(new NDList(scaled, around, moved));
      replace(stacked, mean.add(Scalars.times(apart, (double) pending / (seen + pending))));
    }
    seen += pending;
    pending = 0;
  }

  /** Turns the stacked rows so that the first ones hold as much of their lengths as they can. */
  private void replace(NDArray stacked, NDArray newMean) {
    int size = (int) stacked.getShape().get(0);
    double[] gram = stacked.matMul(stacked.transpose()).toDoubleArray();
    double[][] axes = SymmetricEigen.of(DMatrixRMaj.wrap(size, size, gram)).vectors();
    int kept = (int) scaled.getShape().get(0);
    double[] flat = Arrays.stream(axes).limit(kept).flatMapToDouble(Arrays::stream).toArray();
    NDArray turn = Torch.array(stacked.getManager(), flat, kept, size);
    Torch.assign(turn.matMul(stacked), scaled);
    Torch.assign(newMean, mean);
  }

  private NDArray zeros(int rows) {
    return manager.zeros(new ai.djl.ndarray.types.Shape(rows, width), DataType.FLOAT64);
  }

  private static double sum(NDArray array) {
    return array.sum().getDouble();
  }

  private static double length(double[] direction) {
    double squares = 0;
    for (double value : direction) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  private static double farthest(double[] direction) {
    double farthest = 0;
    for (double value : direction) {
      farthest = Math.abs(value) > Math.abs(farthest) ? value : farthest;
    }
    return farthest;
  }

  private static void put(double[] values, double times, Tensor into) {
    FloatBuffer room = into.buffer();
    for (double value : values) {
      room.put((float) (value * times));
    }
  }
}
