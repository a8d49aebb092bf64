package dev.winnow.attack.control;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes features of many positions small: the mean of each channel over blocks of positions, as
 * coarse as it takes for a row to have at most so many values. Channels are the first axis of a
 * row, as ONNX's convolutions have it, and are never mixed; a row of one axis stays as it is.
 */
public final class FeaturePooling {
  private final Shape row;
  private final Shape pooled;
  private final int[] target;
  private final int[] count;

  private FeaturePooling(Shape row, Shape pooled, int block) {
    this.row = row;
    this.pooled = pooled;
    this.target = new int[row.size()];
    this.count = new int[pooled.size()];
    for (int i = 0; i < target.length; i++) {
      target[i] = target(i, block);
      count[target[i]]++;
    }
  }

  /**
   * The finest blocks with which a row has few enough values; of more channels than that, one value
   * for each channel.
   *
   * @param row shape of a feature
   * @param most values
   */
  public static FeaturePooling of(Shape row, int most) {
    int longest = row.dims().stream().skip(1).mapToInt(Integer::intValue).max().orElse(1);
    int block = 1;
    while (block < longest && pooled(row, block).size() > most) {
      block++;
    }
    return new FeaturePooling(row, pooled(row, block), block);
  }

  /** The shape of a pooled row. */
  public Shape shape() {
    return pooled;
  }

  /**
   * Pools rows.
   *
   * @param rows of the shape [rows, …]
   * @return newly allocated, or the same where nothing is pooled
   */
  public Tensor of(Tensor rows) {
    if (pooled.equals(row)) {
      return rows;
    }
    int samples = rows.shape().dim(0);
    Tensor made = Tensor.allocate(pooled.batch(samples));
    FloatBuffer from = rows.buffer();
    FloatBuffer to = made.buffer();
    double[] sums = new double[count.length];
    for (int sample = 0; sample < samples; sample++) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < target.length; i++) {
        sums[target[i]] += from.get(sample * target.length + i);
      }
      for (int i = 0; i < sums.length; i++) {
        to.put(sample * sums.length + i, (float) (sums[i] / count[i]));
      }
    }
    return made;
  }

  private static Shape pooled(Shape row, int block) {
    List<Integer> dims = new ArrayList<>(row.dims());
    for (int axis = 1; axis < dims.size(); axis++) {
      dims.set(axis, (dims.get(axis) + block - 1) / block);
    }
    return new Shape(dims);
  }

  /** Which pooled value a value of a row belongs to. */
  private int target(int index, int block) {
    int place = 0;
    int factor = 1;
    int rest = index;
    for (int axis = row.rank() - 1; axis >= 0; axis--) {
      int at = rest % row.dim(axis);
      rest /= row.dim(axis);
      place += factor * (axis == 0 ? at : at / block);
      factor *= pooled.dim(axis);
    }
    return place;
  }
}
