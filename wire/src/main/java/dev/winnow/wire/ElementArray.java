package dev.winnow.wire;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tensor written in JSON, flat or nested by its extents. They may come before the
 * shape and the type do, so the nesting is measured while reading and compared afterwards, and
 * strings are kept beside numbers until it is known which are wanted.
 */
final class ElementArray {
  private static final int UNKNOWN = -1;
  private static final String NO_NUMBER = " must be a number";
  private static final String NO_STRING = " must be a string";

  private final JsonReader json;

  /** The extent of each level of nesting, outermost first. */
  private final List<Integer> extents = new ArrayList<>();

  private float[] values = new float[16];
  private int size;

  /** Of the strings the first ones: what is more than a tensor may have is not kept. */
  private final List<String> texts = new ArrayList<>();

  /** Where the first number stands, and the first string that is no number. */
  private @Nullable String number;

  private @Nullable String text;

  /** How many levels the first element lies deep; every other must lie as deep. */
  private int depth = UNKNOWN;

  private ElementArray(JsonReader json) {
    this.json = json;
  }

  /** Reads the array that the reader stands on. */
  static ElementArray read(JsonReader json) throws IOException {
    ElementArray array = new ElementArray(json);
    array.readLevel(1);
    return array;
  }

  /**
   * The tensor of that shape with these numbers.
   *
   * @param path of the tensor, for complaints
   */
  Tensor numbers(String path, Shape shape) {
    if (text != null) {
      throw new WireException(text + NO_NUMBER);
    }
    requireShape(path, shape, "numbers");
    Tensor tensor = Tensor.allocate(shape);
    tensor.buffer().put(values, 0, size);
    return tensor;
  }

  /**
   * The tensor of that shape with these strings.
   *
   * @param path of the tensor, for complaints
   * @param coding how the strings stand for bytes
   */
  ByteStrings strings(String path, Shape shape, TextCoding coding) {
    if (number != null) {
      throw new WireException(number + NO_STRING);
    }
    ByteStrings.requireFew(path + ".data", size);
    requireShape(path, shape, "strings");
    List<ByteBuffer> elements = new ArrayList<>();
    for (String text : texts) {
      elements.add(coding.decode(path + ".data", text));
    }
    return ByteStrings.of(shape, elements);
  }

  private void requireShape(String path, Shape shape, String what) {
    if (size != shape.size()) {
      throw new WireException(
          "%s.data has %d %s, and its shape %s needs %d"
              .formatted(path, size, what, shape, shape.size()));
    }
    boolean flat = extents.size() == 1;
    if (!flat && !isNestedAs(shape.dims())) {
      throw new WireException(
          "%s.data is nested as %s, and its shape is %s; nest it likewise or not at all"
              .formatted(path, new Shape(extents), shape));
    }
  }

  /** What lies within an extent of 0 cannot be written, so the nesting may end there. */
  private boolean isNestedAs(List<Integer> dims) {
    int levels = extents.size();
    return levels <= dims.size()
        && extents.equals(dims.subList(0, levels))
        && (levels == dims.size() || extents.get(levels - 1) == 0);
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
    values[size++] = json.atText() ? readText() : readNumber();
  }

  private float readNumber() throws IOException {
    if (text != null) {
      throw new WireException(json.path() + NO_STRING);
    }
    number = number == null ? json.path() : number;
    return json.number();
  }

  /** A string may be one of the words for what JSON's numbers cannot hold. */
  private float readText() throws IOException {
    String read = json.text();
    if (texts.size() < Limits.BYTE_STRINGS) {
      texts.add(read);
    }
    return switch (read) {
      case "NaN" -> Float.NaN;
      case "Infinity" -> Float.POSITIVE_INFINITY;
      case "-Infinity" -> Float.NEGATIVE_INFINITY;
      default -> {
        if (number != null) {
          throw new WireException(json.path() + NO_NUMBER);
        }
        text = text == null ? json.path() : text;
        yield 0;
      }
    };
  }
}
