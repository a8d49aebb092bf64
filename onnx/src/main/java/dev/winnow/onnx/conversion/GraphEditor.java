package dev.winnow.onnx.conversion;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds nodes and constants to a graph under names that nothing in it has. */
final class GraphEditor {
  private final GraphProto.Builder graph;
  private final Set<String> names = new HashSet<>();
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final List<NodeProto> first = new ArrayList<>();

  GraphEditor(GraphProto.Builder graph) {
    this.graph = graph;
    graph.getInputList().forEach(input -> names.add(input.getName()));
    graph.getInitializerList().forEach(weight -> names.add(weight.getName()));
    for (NodeProto node : graph.getNodeList()) {
      names.add(node.getName());
      for (String output : node.getOutputList()) {
        names.add(output);
        makers.put(output, node);
      }
    }
  }

  /** The node that makes a tensor; empty for inputs and weights. */
  Optional<NodeProto> maker(String tensor) {
    return Optional.ofNullable(makers.get(tensor));
  }

  /** The names of the weights. */
  Set<String> weights() {
    Set<String> weights = new HashSet<>();
    graph.getInitializerList().forEach(weight -> weights.add(weight.getName()));
    return weights;
  }

  /** A name like this one that is free, and from now on taken. */
  String free(String name) {
    String found = name;
    for (int i = 2; !names.add(found); i++) {
      found = name + "_" + i;
    }
    return found;
  }

  /** Adds a node behind all others, and gives the tensor that it makes. */
  String append(String op, String made, List<String> taken, AttributeProto... attributes) {
    String output = free(made);
    NodeProto node = node(op, output, taken, attributes);
    graph.addNode(node);
    makers.put(output, node);
    return output;
  }

  /** Adds a node before all others. */
  void prepend(String op, String made, List<String> taken, AttributeProto... attributes) {
    first.add(node(op, made, taken, attributes));
  }

  /** Puts what was prepended into the graph. */
  void finish() {
    List<NodeProto> nodes = new ArrayList<>(first);
    nodes.addAll(graph.getNodeList());
    graph.clearNode().addAllNode(nodes);
    first.clear();
  }

  /** Adds a constant of floats, in row-major order. */
  String floats(String name, List<Long> dims, float... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(free(name)).setDataType(DataType.FLOAT_VALUE);
    tensor.addAllDims(dims);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  /** Adds a constant list of 64-bit integers. */
  String integers(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(free(name)).setDataType(DataType.INT64_VALUE);
    tensor.addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    graph.addInitializer(tensor);
    return tensor.getName();
  }

  /** Replaces an output by another tensor. */
  void replaceOutput(String old, List<String> others) {
    List<ValueInfoProto> outputs = new ArrayList<>();
    for (ValueInfoProto output : graph.getOutputList()) {
      if (output.getName().equals(old)) {
        others.forEach(name -> outputs.add(ValueInfoProto.newBuilder().setName(name).build()));
      } else {
        outputs.add(output);
      }
    }
    graph.clearOutput().addAllOutput(outputs);
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  private NodeProto node(
      String op, String output, List<String> taken, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setName(free(op + "_" + output))
        .setOpType(op)
        .addAllInput(taken)
        .addOutput(output)
        .addAllAttribute(List.of(attributes))
        .build();
  }
}
