package dev.winnow.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The extents of a tensor, outermost first; the empty shape is a scalar.
 *
 * @param dims each at least 0
 */
public record Shape(List<Integer> dims) {
  /**
   * @throws IllegalArgumentException if an extent is negative or the elements exceed what a buffer
   *     can hold (2³¹ − 1)
   */
  public Shape {
    dims = List.copyOf(dims);
    long size = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("negative extent " + dim + " in shape " + dims);
      }
      size *= dim;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + dims + " has more than " + Integer.MAX_VALUE + " elements");
      }
    }
  }

  /** A shape of the given extents. */
  public static Shape of(int... dims) {
    return new Shape(Arrays.stream(dims).boxed().toList());
  }

  /** The number of extents. */
  public int rank() {
    return dims.size();
  }

  /** The extent of one axis, counted from 0. */
  public int dim(int axis) {
    return dims.get(axis);
  }

  /** The number of elements. */
  public int size() {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    return size;
  }

  /** This shape behind a new outermost extent: one sample's shape becomes a batch's. */
  public Shape batch(int rows) {
    List<Integer> extended = new ArrayList<>();
    extended.add(rows);
    extended.addAll(dims);
    return new Shape(extended);
  }

  /**
   * This shape without its outermost extent: a batch's shape becomes one sample's.
   *
   * @throws IllegalArgumentException if this is a scalar
   */
  public Shape row() {
    if (dims.isEmpty()) {
      throw new IllegalArgumentException("a scalar has no rows");
    }
    return new Shape(dims.subList(1, dims.size()));
  }

  /** The extents as longs, as native libraries take them. */
  public long[] toLongs() {
    return dims.stream().mapToLong(Integer::longValue).toArray();
  }

  /** The extents joined by ×, or "scalar". */
  @Override
  public String toString() {
    return dims.isEmpty()
        ? "scalar"
        : String.join("×", dims.stream().map(String::valueOf).toList());
  }
}
