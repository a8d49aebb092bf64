package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tensors whose values are written in the file: initializers, and the results of {@code
 * Constant} and {@code ConstantOfShape}.
 */
final class Constants {
  private static final String FILLED = "ConstantOfShape";

  private final Graph graph;

  Constants(Graph graph) {
    this.graph = graph;
  }

  /** The shape of a constant of 32-bit floats, found without making its values. */
  Optional<Shape> shape(String tensor) {
    Optional<TensorProto> stored = stored(tensor);
    if (stored.isPresent()) {
      return stored.filter(Constants::isFloat).map(TensorProtos::shape);
    }
    return filled(tensor).isPresent() ? filledShape(tensor) : Optional.empty();
  }

  /** A copy of the values of a constant of 32-bit floats. */
  Optional<Tensor> floats(String tensor) {
    Optional<TensorProto> stored = stored(tensor);
    if (stored.isPresent()) {
      return stored.flatMap(TensorProtos::floats);
    }
    return filled(tensor).flatMap(value -> filledShape(tensor).map(shape -> filled(shape, value)));
  }

  /** The values of a constant of 32- or 64-bit integers. */
  Optional<long[]> integers(String tensor) {
    return stored(tensor).flatMap(TensorProtos::integers);
  }

  /** Whether a tensor is a constant of floating-point numbers of any width. */
  boolean isFloating(String tensor) {
    return stored(tensor).map(TensorProtos::isFloating).orElseGet(() -> filled(tensor).isPresent());
  }

  /** Whether a tensor is a constant truth value, and false. */
  boolean isFalse(String tensor) {
    return stored(tensor).filter(TensorProtos::isFalse).isPresent();
  }

  private Optional<TensorProto> stored(String tensor) {
    Optional<TensorProto> initializer = graph.initializer(tensor);
    if (initializer.isPresent()) {
      return initializer;
    }
    return maker(tensor, "Constant").flatMap(node -> value(node.attributes()));
  }

  private Optional<Node> maker(String tensor, String op) {
    OptionalInt maker = graph.maker(tensor);
    return maker.isPresent()
        ? Optional.of(graph.nodes().get(maker.getAsInt())).filter(node -> node.op().equals(op))
        : Optional.empty();
  }

  /** The value of a Constant node, in whichever of its forms. */
  private static Optional<TensorProto> value(Attributes attributes) {
    if (attributes.has("value")) {
      return attributes.find("value").map(AttributeProto::getT);
    }
    if (attributes.has("value_float")) {
      Tensor scalar = Tensor.of(Shape.of(), attributes.number("value_float", 0));
      return Optional.of(TensorProtos.of("", scalar));
    }
    if (attributes.has("value_floats")) {
      List<Float> values = attributes.numbers("value_floats");
      Tensor list = Tensor.allocate(Shape.of(values.size()));
      FloatBuffer into = list.buffer();
      values.forEach(into::put);
      return Optional.of(TensorProtos.of("", list));
    }
    if (attributes.has("value_int")) {
      TensorProto list = TensorProtos.of("", attributes.integer("value_int", 0));
      return Optional.of(list.toBuilder().clearDims().build());
    }
    if (attributes.has("value_ints")) {
      return Optional.of(TensorProtos.of("", attributes.integers("value_ints")));
    }
    return Optional.empty();
  }

  /** What a ConstantOfShape node of 32-bit floats fills its result with. */
  private Optional<Float> filled(String tensor) {
    return maker(tensor, FILLED)
        .flatMap(
            node ->
                node.attributes().has("value")
                    ? node.attributes().tensor("value").map(value -> value.buffer().get(0))
                    : Optional.of(0f));
  }

  private Optional<Shape> filledShape(String tensor) {
    return maker(tensor, FILLED)
        .flatMap(node -> integers(node.input(0)))
        .flatMap(dims -> shape(graph.what(), tensor, dims));
  }

  private static Optional<Shape> shape(String what, String tensor, long[] dims) {
    try {
      return Optional.of(new Shape(Arrays.stream(dims).mapToObj(Math::toIntExact).toList()));
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new MalformedNetworkException(
          what, "its weight \"" + tensor + "\" has an impossible shape", e);
    }
  }

  private static Tensor filled(Shape shape, float value) {
    Tensor tensor = Tensor.allocate(shape);
    FloatBuffer into = tensor.buffer();
    while (into.hasRemaining()) {
      into.put(value);
    }
    return tensor;
  }

  private static boolean isFloat(TensorProto proto) {
    return proto.getDataType() == TensorProto.DataType.FLOAT_VALUE;
  }
}
