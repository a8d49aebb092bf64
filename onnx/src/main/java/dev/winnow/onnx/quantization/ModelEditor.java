package dev.winnow.onnx.quantization;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A network's model that is being rewritten: its nodes in topological order, and new names. */
final class ModelEditor {
  private final Network network;
  private final ModelProto.Builder model;
  private final Set<String> names = new HashSet<>();
  private final List<NodeProto.Builder> nodes = new ArrayList<>();

  ModelEditor(Network network) {
    this.network = network;
    try {
      this.model = ModelProto.parseFrom(network.toBytes()).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a network's own bytes can be read", e);
    }
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.getInputList().forEach(input -> names.add(input.getName()));
    graph.getInitializerList().forEach(weight -> names.add(weight.getName()));
    for (NodeProto node : graph.getNodeList()) {
      names.add(node.getName());
      names.addAll(node.getOutputList());
      nodes.add(node.toBuilder());
    }
    graph.clearNode();
  }

  /** The nodes as they were, in the order of {@link Network#nodes}, to be changed. */
  List<NodeProto.Builder> nodes() {
    return nodes;
  }

  /** A name like this one that nothing has, and that is taken from now on. */
  String free(String name) {
    String found = name;
    while (!names.add(found)) {
      found += "_";
    }
    return found;
  }

  /** Adds a node behind those that were added before. */
  void add(NodeProto.Builder node) {
    model.getGraphBuilder().addNode(node);
  }

  /** Adds a node without attributes behind those that were added before. */
  void add(String op, List<String> inputs, String output) {
    add(node(op, inputs, output));
  }

  /** The same with a whole number as its attribute. */
  void add(String op, List<String> inputs, String output, String attribute, long value) {
    add(
        node(op, inputs, output)
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeType.INT)
                    .setI(value)));
  }

  private NodeProto.Builder node(String op, List<String> inputs, String output) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .setName(free(op + "_" + output))
        .addAllInput(inputs)
        .addOutput(output);
  }

  /** Adds a constant of floats under a name like this one, which it gives. */
  String floats(String name, Tensor values) {
    String free = free(name);
    floatsInstead(free, values);
    return free;
  }

  /** Adds a constant of floats under the name of a tensor whose node is not added. */
  void floatsInstead(String name, Tensor values) {
    ByteBuffer bytes = littleEndian(values.shape().size() * Float.BYTES);
    bytes.asFloatBuffer().put(values.buffer());
    constant(name, DataType.FLOAT, values.shape().dims(), bytes);
  }

  /** Adds a constant of 32-bit integers. */
  String integers(String name, int... values) {
    ByteBuffer bytes = littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return constant(free(name), DataType.INT32, List.of(values.length), bytes);
  }

  /** Adds a constant of bytes. */
  String bytes(String name, DataType type, List<Integer> dims, byte... values) {
    return constant(free(name), type, dims, ByteBuffer.wrap(values));
  }

  private String constant(String name, DataType type, List<Integer> dims, ByteBuffer bytes) {
    TensorProto.Builder proto =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    dims.forEach(proto::addDims);
    proto.setRawData(UnsafeByteOperations.unsafeWrap(bytes));
    model.getGraphBuilder().addInitializer(proto);
    return name;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The graph, for what else is to be changed. */
  GraphProto.Builder graph() {
    return model.getGraphBuilder();
  }

  /** The network as it is now, without constants that nobody takes any more. */
  Network network() {
    GraphProto.Builder graph = model.getGraphBuilder();
    Set<String> taken = new HashSet<>();
    graph.getOutputList().forEach(output -> taken.add(output.getName()));
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (node.getOutputList().stream().anyMatch(taken::contains)) {
        taken.addAll(node.getInputList());
      } else {
        graph.removeNode(i);
      }
    }
    for (int i = graph.getInitializerCount() - 1; i >= 0; i--) {
      if (!taken.contains(graph.getInitializer(i).getName())) {
        graph.removeInitializer(i);
      }
    }
    return Network.parse(network.toString(), model.build().toByteArray());
  }
}
