package dev.winnow.zoo;

import dev.winnow.core.Json;
import dev.winnow.core.Shape;
import dev.winnow.core.StrictObject;
import dev.winnow.core.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a TensorFlow.js network: a manifest that names tensors, and one file that holds
 * their values end to end, as little-endian floats of 32 or 16 bits, as whole numbers of 32 bits,
 * or as bytes that stand for {@code byte · scale + min}.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts">TensorFlow.js,
 *     WeightsManifestConfig</a>
 */
final class TfjsWeights {
  private final String what;
  private final Map<String, Tensor> tensors;

  private TfjsWeights(String what, Map<String, Tensor> tensors) {
    this.what = what;
    this.tensors = tensors;
  }

  /**
   * Reads the weights.
   *
   * @param what name of the manifest, for error messages
   * @throws dev.winnow.core.MalformedJsonException if the manifest is not one group of tensors of
   *     these two kinds
   * @throws RefusedPackageException if the values are not exactly as many as the manifest promises
   */
  static TfjsWeights read(String what, byte[] manifest, byte[] values) {
    return read(what, Json.readObjects(what, manifest), values);
  }

  /**
   * Reads the weights of a graph model, whose manifest stands in its description.
   *
   * @param what name of the description, for error messages
   * @throws dev.winnow.core.MalformedJsonException if the manifest is not one group of tensors of
   *     the kinds that are read
   * @throws RefusedPackageException if the values are not exactly as many as the manifest promises
   */
  static TfjsWeights ofGraph(String what, byte[] description, byte[] values) {
    return read(what, Json.readObject(what, description).objects("weightsManifest"), values);
  }

  private static TfjsWeights read(String what, List<StrictObject> groups, byte[] values) {
    if (groups.size() != 1) {
      throw new RefusedPackageException(
          "%s has %d groups of weights where Winnow reads one".formatted(what, groups.size()));
    }
    StrictObject group = groups.get(0);
    if (group.textList("paths").size() != 1) {
      throw group.invalid("paths", "must name one file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new HashMap<>();
    for (StrictObject weight : group.objects("weights")) {
      if (tensors.put(weight.text("name"), tensor(weight, bytes)) != null) {
        throw weight.invalid("name", "stands for two tensors");
      }
    }
    group.end();
    if (bytes.hasRemaining()) {
      throw new RefusedPackageException(
          "the values beside %s have %d bytes more than its tensors need"
              .formatted(what, bytes.remaining()));
    }
    return new TfjsWeights(what, tensors);
  }

  /**
   * A tensor as it is stored.
   *
   * @throws RefusedPackageException if there is none of that name and shape
   */
  Tensor tensor(String name, Shape shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !tensor.shape().equals(shape)) {
      throw new RefusedPackageException(
          "%s has no tensor %s of shape %s, which the network needs; its layout is not the one this"
                  .formatted(what, name, shape)
              + " version of Winnow knows");
    }
    return tensor;
  }

  /**
   * A tensor with its axes in another order: axis {@code i} of the result is axis {@code order[i]}
   * of what is stored.
   *
   * @throws RefusedPackageException if there is none of that name and shape
   */
  Tensor transposed(String name, Shape shape, int... order) {
    float[] stored = tensor(name, shape).toArray();
    int[] strides = new int[shape.rank()];
    for (int axis = shape.rank() - 1, stride = 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    int[] dims = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      dims[axis] = shape.dim(order[axis]);
    }
    float[] moved = new float[stored.length];
    for (int i = 0; i < moved.length; i++) {
      int from = 0;
      for (int axis = order.length - 1, rest = i; axis >= 0; axis--) {
        from += rest % dims[axis] * strides[order[axis]];
        rest /= dims[axis];
      }
      moved[i] = stored[from];
    }
    return Tensor.of(Shape.of(dims), moved);
  }

  private static Tensor tensor(StrictObject weight, ByteBuffer bytes) {
    Shape shape = shape(weight);
    float[] values =
        switch (weight.text("dtype")) {
          case "float32" ->
              weight.has("quantization")
                  ? dequantised(weight.object("quantization"), shape, bytes)
                  : floats(shape, bytes);
          case "int32" -> integers(shape, bytes);
          default -> throw weight.invalid("dtype", "must be \"float32\" or \"int32\"");
        };
    // A scalar is no weight but a setting, such as the −∞ that a border is filled with.
    for (float value : shape.rank() == 0 ? new float[0] : values) {
      if (!Float.isFinite(value)) {
        throw weight.invalid("name", "stands for values that are not finite");
      }
    }
    weight.end();
    return Tensor.of(shape, values);
  }

  private static Shape shape(StrictObject weight) {
    try {
      return new Shape(weight.integerList("shape"));
    } catch (IllegalArgumentException e) {
      throw weight.invalid("shape", "is impossible: " + e.getMessage());
    }
  }

  private static float[] dequantised(StrictObject quantization, Shape shape, ByteBuffer bytes) {
    quantization.optionalText("original_dtype");
    return switch (quantization.text("dtype")) {
      case "uint8" -> bytes(quantization, shape, bytes);
      case "float16" -> halves(quantization, shape, bytes);
      default -> throw quantization.invalid("dtype", "must be \"uint8\" or \"float16\"");
    };
  }

  private static float[] bytes(StrictObject quantization, Shape shape, ByteBuffer bytes) {
    double scale = quantization.number("scale");
    double min = quantization.number("min");
    quantization.end();
    float[] values = new float[counted(shape, 1, bytes)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((bytes.get() & 0xFF) * scale + min);
    }
    return values;
  }

  private static float[] halves(StrictObject quantization, Shape shape, ByteBuffer bytes) {
    quantization.end();
    float[] values = new float[counted(shape, Short.BYTES, bytes)];
    for (int i = 0; i < values.length; i++) {
      values[i] = half(bytes.getShort());
    }
    return values;
  }

  /** IEEE 754's binary16. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -size : size;
  }

  private static float[] integers(Shape shape, ByteBuffer bytes) {
    float[] values = new float[counted(shape, Integer.BYTES, bytes)];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getInt();
    }
    return values;
  }

  private static float[] floats(Shape shape, ByteBuffer bytes) {
    float[] values = new float[counted(shape, Float.BYTES, bytes)];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
    return values;
  }

  /** The number of elements, once it is sure that the file holds them. */
  private static int counted(Shape shape, int width, ByteBuffer bytes) {
    long needed = (long) shape.size() * width;
    if (needed > bytes.remaining()) {
      throw new RefusedPackageException(
          "the weights end early: a tensor of shape %s needs %d bytes and %d are left"
              .formatted(shape, needed, bytes.remaining()));
    }
    return shape.size();
  }
}
