package dev.winnow.wire;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a tensor written in JSON, flat or nested by its extents. They may come before the
 * shape does, so the nesting is measured while reading and compared afterwards.
 */
final class NumberArray {
  private static final int UNKNOWN = -1;

  private final JsonReader json;

  /** The extent of each level of nesting, outermost first. */
  private final List<Integer> extents = new ArrayList<>();

  private float[] values = new float[16];
  private int size;

  /** How many levels the first number lies deep; every other must lie as deep. */
  private int depth = UNKNOWN;

  private NumberArray(JsonReader json) {
    this.json = json;
  }

  /** Reads the array that the reader stands on. */
  static NumberArray read(JsonReader json) throws IOException {
    NumberArray array = new NumberArray(json);
    array.readLevel(1);
    return array;
  }

  /**
   * The tensor of that shape with these numbers.
   *
   * @param path of the tensor, for complaints
   */
  Tensor tensor(String path, Shape shape) {
    if (size != shape.size()) {
      throw new WireException(
          "%s.data has %d numbers, and its shape %s needs %d"
              .formatted(path, size, shape, shape.size()));
    }
    boolean flat = extents.size() == 1;
    if (!flat && !extents.equals(shape.dims())) {
      throw new WireException(
          "%s.data is nested as %s, and its shape is %s; nest it likewise or not at all"
              .formatted(path, new Shape(extents), shape));
    }
    Tensor tensor = Tensor.allocate(shape);
    tensor.buffer().put(values, 0, size);
    return tensor;
  }

  private void readLevel(int level) throws IOException {
    json.expect(level <= Limits.RANK, "is nested too deeply");
    if (extents.size() < level) {
      extents.add(UNKNOWN);
    }
    int[] count = {0};
    json.array(
        Integer.MAX_VALUE,
        () -> {
          count[0]++;
          readElement(level);
        });
    int known = extents.get(level - 1);
    if (known != UNKNOWN && known != count[0]) {
      throw json.invalid("has " + count[0] + " elements, and its neighbours have " + known);
    }
    extents.set(level - 1, count[0]);
  }

  private void readElement(int level) throws IOException {
    if (json.atArray()) {
      json.expect(depth == UNKNOWN || level < depth, "must be a number, as its neighbours are");
      readLevel(level + 1);
      return;
    }
    depth = depth == UNKNOWN ? level : depth;
    json.expect(depth == level, "must be nested as its neighbours are");
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = json.number();
  }
}
