package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.winnow.core.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives the input of a network other extents. Padding that was worked out for the old ones so that
 * a stride loses nothing at the rim, TensorFlow's {@code SAME}, is worked out for the new ones.
 */
public final class InputResizing {
  private static final Set<String> STRIDING = Set.of("Conv", "MaxPool", "AveragePool");

  private final Function<String, Shape> shapes;

  private InputResizing(Function<String, Shape> shapes) {
    this.shapes = shapes;
  }

  /**
   * Resizes.
   *
   * @param graph of one input
   * @param input its name
   * @param sample extents of one sample from now on, as many as before
   * @param shapes of the tensors before, of one sample each; of a weight the whole
   */
  public static void apply(
      GraphProto.Builder graph, String input, Shape sample, Function<String, Shape> shapes) {
    for (ValueInfoProto.Builder each : graph.getInputBuilderList()) {
      if (each.getName().equals(input)) {
        TensorShapeProto.Builder shape =
            each.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        for (int axis = 0; axis < sample.rank(); axis++) {
          shape.getDimBuilder(axis + 1).setDimValue(sample.dim(axis));
        }
      }
    }
    graph.getOutputBuilderList().forEach(ValueInfoProto.Builder::clearType);
    graph.clearValueInfo();
    InputResizing resizing = new InputResizing(shapes);
    graph.getNodeBuilderList().stream()
        .filter(node -> STRIDING.contains(node.getOpType()) && node.getDomain().isEmpty())
        .forEach(resizing::pad);
  }

  private void pad(NodeProto.Builder node) {
    List<Long> pads = integers(node, "pads");
    int axes = pads.size() / 2;
    if (pads.subList(0, axes).equals(pads.subList(axes, 2 * axes))) {
      return; // Symmetric padding does not hang on the size.
    }
    boolean upper = true;
    boolean lower = true;
    for (int axis = 0; axis < axes; axis++) {
      long needed = needed(node, axis);
      upper &= pads.get(axis) == needed / 2 && pads.get(axes + axis) == needed - needed / 2;
      lower &= pads.get(axes + axis) == needed / 2 && pads.get(axis) == needed - needed / 2;
    }
    if (!upper && !lower) {
      return;
    }
    node.removeAttribute(index(node, "pads").orElseThrow());
    index(node, "auto_pad").ifPresent(node::removeAttribute);
    node.addAttribute(
        AttributeProto.newBuilder()
            .setName("auto_pad")
            .setType(AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(upper ? "SAME_UPPER" : "SAME_LOWER")));
  }

  /** How much padding an axis needs so that every value is under a kernel. */
  private long needed(NodeProto.Builder node, int axis) {
    long extent = shapes.apply(node.getInput(0)).dim(axis + 1);
    long stride = at(integers(node, "strides"), axis);
    List<Long> kernel = integers(node, "kernel_shape");
    long width = kernel.isEmpty() ? shapes.apply(node.getInput(1)).dim(axis + 2) : kernel.get(axis);
    long reach = (width - 1) * at(integers(node, "dilations"), axis) + 1;
    long made = (extent + stride - 1) / stride;
    return Math.max(0, (made - 1) * stride + reach - extent);
  }

  /** Strides and dilations are 1 where nothing is said. */
  private static long at(List<Long> values, int axis) {
    return values.isEmpty() ? 1 : values.get(axis);
  }

  private static List<Long> integers(NodeProto.Builder node, String name) {
    return index(node, name).map(i -> node.getAttribute(i).getIntsList()).orElse(List.of());
  }

  private static Optional<Integer> index(NodeProto.Builder node, String name) {
    for (int i = 0; i < node.getAttributeCount(); i++) {
      if (node.getAttribute(i).getName().equals(name)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
