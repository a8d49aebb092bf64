package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.winnow.core.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Replaces shapes that a network computes from the size of its input, which would otherwise have to
 * cross every cut beside the feature, by what they are for the size that the input has.
 */
public final class ShapeFolding {
  private final GraphEditor editor;
  private final Predicate<String> flowing;
  private final Function<String, Optional<Shape>> samples;

  private ShapeFolding(
      GraphEditor editor, Predicate<String> flowing, Function<String, Optional<Shape>> samples) {
    this.editor = editor;
    this.flowing = flowing;
    this.samples = samples;
  }

  /**
   * Folds all shapes that can be.
   *
   * @param flowing whether a tensor depends on the input
   * @param samples the shape of one sample of a tensor; empty where the first axis of the tensor
   *     does not count samples
   */
  public static void apply(
      GraphProto.Builder graph,
      Predicate<String> flowing,
      Function<String, Optional<Shape>> samples) {
    ShapeFolding folding = new ShapeFolding(new GraphEditor(graph), flowing, samples);
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getDomain().isEmpty()) {
        switch (node.getOpType()) {
          case "Reshape" -> folding.reshape(node);
          case "Resize" -> folding.resize(node);
          default -> {
            // Computes no shape from its input's size that a constant could stand for.
          }
        }
      }
    }
  }

  private void reshape(NodeProto.Builder node) {
    Optional<Shape> made = samples.apply(node.getOutput(0));
    if (made.isEmpty() || !flows(node, 1)) {
      return;
    }
    long[] shape = new long[made.get().rank() + 1];
    shape[0] = -1;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = made.get().dim(i - 1);
    }
    node.setInput(1, editor.integers(node.getOutput(0) + "_shape", shape));
  }

  /** What a size asks for, as scales: the very ones that the operator works out from it. */
  private void resize(NodeProto.Builder node) {
    Optional<Shape> taken = samples.apply(node.getInput(0));
    Optional<Shape> made = samples.apply(node.getOutput(0));
    if (taken.isEmpty()
        || made.isEmpty()
        || taken.get().rank() != made.get().rank()
        || !flows(node, 3)) {
      return;
    }
    float[] scales = new float[made.get().rank() + 1];
    scales[0] = 1;
    for (int i = 1; i < scales.length; i++) {
      scales[i] = (float) made.get().dim(i - 1) / taken.get().dim(i - 1);
    }
    String x = node.getInput(0);
    String roi = node.getInput(1);
    node.clearInput().addInput(x).addInput(roi);
    node.addInput(
        editor.floats(node.getOutput(0) + "_scales", List.of((long) scales.length), scales));
  }

  private boolean flows(NodeProto.Builder node, int input) {
    return node.getInputCount() > input && flowing.test(node.getInput(input));
  }
}
