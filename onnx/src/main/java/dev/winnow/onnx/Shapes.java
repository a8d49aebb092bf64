package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The shapes of everything that the nodes of a network make, and which of it carries the samples on
 * its first axis. Where any number of samples will do, the shapes are inferred for one and for two:
 * what grows with them is the batch.
 */
final class Shapes {
  private final Graph graph;
  private final int rows;
  private final Map<String, ShapeInference.Extents> once;
  private final Optional<Map<String, ShapeInference.Extents>> twice;

  private Shapes(
      Graph graph,
      int rows,
      Map<String, ShapeInference.Extents> once,
      Optional<Map<String, ShapeInference.Extents>> twice) {
    this.graph = graph;
    this.rows = rows;
    this.once = once;
    this.twice = twice;
  }

  /**
   * Infers all shapes; costs about a millisecond per hundred nodes, whatever the weights.
   *
   * @throws UnsupportedNetworkException if ONNX Runtime refuses the graph
   */
  static Shapes of(Graph graph) {
    OptionalInt fixed = OptionalInt.of(1);
    for (ValueInfoProto input : graph.inputs()) {
      fixed = TensorSpecs.input(graph.what(), input).batch();
      if (fixed.isEmpty()) {
        return new Shapes(
            graph,
            1,
            ShapeInference.extents(graph, 1),
            Optional.of(ShapeInference.extents(graph, 2)));
      }
    }
    return new Shapes(graph, fixed.getAsInt(), ShapeInference.extents(graph, 1), Optional.empty());
  }

  /** How many samples the whole shapes are for: the fixed batch, or 1. */
  int rows() {
    return rows;
  }

  /** The whole shape of a tensor in a run of {@link #rows}. */
  Shape whole(String tensor) {
    return graph
        .initializer(tensor)
        .map(TensorProtos::shape)
        .orElseGet(() -> extents(tensor).shape());
  }

  /** The shape of one sample, or the whole shape of what carries no samples on its first axis. */
  Shape sample(String tensor) {
    Shape whole = whole(tensor);
    return isBatched(tensor) ? whole.row() : whole;
  }

  /** Whether the first axis of a tensor counts the samples. */
  boolean isBatched(String tensor) {
    if (!graph.isFlowing(tensor)) {
      return false;
    }
    Shape one = whole(tensor);
    if (one.rank() == 0 || one.dim(0) != rows) {
      return false;
    }
    return twice.isEmpty()
        || Optional.ofNullable(twice.get().get(tensor))
            .map(two -> two.shape().equals(one.row().batch(2 * rows)))
            .orElse(true);
  }

  /**
   * A tensor as a port.
   *
   * @param batch of the network's inputs
   * @throws UnsupportedNetworkException if it is a scalar or holds no 32-bit floats
   */
  TensorSpec port(String tensor, OptionalInt batch) {
    Shape whole = whole(tensor);
    if (whole.rank() == 0 || !isFloat(tensor)) {
      throw new UnsupportedNetworkException(
          graph.what(),
          "\"" + tensor + "\" must hold FLOAT and a first axis for the samples; export it so");
    }
    return new TensorSpec(
        tensor, isBatched(tensor) ? batch : OptionalInt.of(whole.dim(0)), whole.row());
  }

  /** Whether a tensor holds 32-bit floats. */
  boolean isFloat(String tensor) {
    return extents(tensor).isFloat();
  }

  private ShapeInference.Extents extents(String tensor) {
    ShapeInference.Extents extents = once.get(tensor);
    if (extents == null) {
      throw new IllegalArgumentException("no node takes or makes the tensor \"" + tensor + "\"");
    }
    return extents;
  }
}
