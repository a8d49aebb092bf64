package dev.winnow.data;

import java.util.Arrays;

/**
 * Brings a row of values to another length: averaged over what each new value covers where it gets
 * shorter, on straight lines between neighbours where it gets longer.
 *
 * @param from values of a row, at least 1
 * @param to values afterwards, at least 1
 */
public record AxisResampler(int from, int to) {
  public AxisResampler {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException("from %d values to %d".formatted(from, to));
    }
  }

  /**
   * One row.
   *
   * @param values as many as {@code from}
   */
  public float[] of(float[] values) {
    if (from == to) {
      return values.clone();
    }
    return to < from ? averaged(values) : drawn(values);
  }

  /**
   * Both axes of a plane, line after line.
   *
   * @param lines how the lines are resampled, of {@code this} values each
   */
  public float[] of(float[] plane, AxisResampler lines) {
    float[][] shortened = new float[lines.from][];
    for (int line = 0; line < lines.from; line++) {
      shortened[line] = of(Arrays.copyOfRange(plane, line * from, (line + 1) * from));
    }
    float[] made = new float[lines.to * to];
    float[] column = new float[lines.from];
    for (int x = 0; x < to; x++) {
      for (int line = 0; line < lines.from; line++) {
        column[line] = shortened[line][x];
      }
      float[] resampled = lines.of(column);
      for (int line = 0; line < lines.to; line++) {
        made[line * to + x] = resampled[line];
      }
    }
    return made;
  }

  private float[] averaged(float[] values) {
    float[] made = new float[to];
    double step = (double) from / to;
    for (int i = 0; i < to; i++) {
      double start = i * step;
      double end = Math.min(from, start + step);
      double sum = 0;
      for (int j = (int) start; j < end; j++) {
        sum += values[j] * (Math.min(end, j + 1) - Math.max(start, j));
      }
      made[i] = (float) (sum / (end - start));
    }
    return made;
  }

  private float[] drawn(float[] values) {
    float[] made = new float[to];
    for (int i = 0; i < to; i++) {
      double at = Math.max(0, Math.min(from - 1.0, (i + 0.5) * from / to - 0.5));
      int left = (int) at;
      int right = Math.min(from - 1, left + 1);
      double share = at - left;
      made[i] = (float) (values[left] * (1 - share) + values[right] * share);
    }
    return made;
  }
}
