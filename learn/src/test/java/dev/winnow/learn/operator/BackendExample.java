package dev.winnow.learn.operator;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One example of ONNX's backend suite: a graph, what goes in, and what must come out.
 *
 * @param model the graph
 * @param inputs by name
 * @param outputs by name
 */
record BackendExample(
    ModelProto model, Map<String, TensorProto> inputs, Map<String, TensorProto> outputs) {
  private static final Set<Integer> WHOLE =
      Set.of(DataType.INT64.getNumber(), DataType.INT32.getNumber());

  /** The oldest format whose weights need not be listed among the inputs. */
  private static final int UNLISTED_WEIGHTS = 4;

  /** Reads the example in a folder. */
  static BackendExample read(Path folder) throws IOException {
    ModelProto model =
        OldOperators.modernised(
            ModelProto.parseFrom(Files.readAllBytes(folder.resolve("model.onnx"))));
    GraphProto graph = model.getGraph();
    Set<String> stored =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    List<String> asked =
        graph.getInputList().stream()
            .map(ValueInfoProto::getName)
            .filter(name -> !stored.contains(name))
            .toList();
    List<String> made = graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
    Path data = folder.resolve("test_data_set_0");
    return new BackendExample(model, tensors(data, "input", asked), tensors(data, "output", made));
  }

  /** The operators of the graph. */
  SortedSet<String> ops() {
    return model.getGraph().getNodeList().stream()
        .map(NodeProto::getOpType)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether all outputs are 32-bit floats, and all inputs are that or whole numbers. */
  boolean isOfFloats() {
    return model.getGraph().getInputList().stream()
            .allMatch(input -> input.getType().hasTensorType())
        && outputs.values().stream().allMatch(BackendExample::isFloat)
        && inputs.values().stream().allMatch(t -> isFloat(t) || WHOLE.contains(t.getDataType()));
  }

  /** The inputs that are floats: what a network of ours can take. */
  List<String> floatInputs() {
    return inputs.keySet().stream()
        .filter(name -> isFloat(inputs.getOrDefault(name, TensorProto.getDefaultInstance())))
        .toList();
  }

  /** The network, in which all inputs but some are constants. */
  Network network(List<String> free) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearInput();
    for (ValueInfoProto input : model.getGraph().getInputList()) {
      if (free.contains(input.getName())) {
        graph.addInput(input);
      }
    }
    inputs.forEach(
        (name, tensor) -> {
          if (!free.contains(name)) {
            graph.addInitializer(tensor.toBuilder().setName(name));
          }
        });
    if (free.isEmpty()) {
      graph.addInput(unused());
    }
    ModelProto.Builder whole = model.toBuilder().setGraph(graph);
    whole.setIrVersion(Math.max(UNLISTED_WEIGHTS, model.getIrVersion()));
    return Network.parse("example", whole.build().toByteArray());
  }

  /** The values of the inputs that are not constants. */
  Map<String, Tensor> given(List<String> free) {
    Map<String, Tensor> given = new LinkedHashMap<>();
    inputs.forEach(
        (name, tensor) -> {
          if (free.contains(name)) {
            given.put(name, floats(tensor));
          }
        });
    return given;
  }

  /** What must come out. */
  Map<String, Tensor> expected() {
    Map<String, Tensor> expected = new LinkedHashMap<>();
    outputs.forEach((name, tensor) -> expected.put(name, floats(tensor)));
    return expected;
  }

  /** The values of a tensor of floats. */
  private static Tensor floats(TensorProto proto) {
    Shape shape = new Shape(proto.getDimsList().stream().map(Math::toIntExact).toList());
    Tensor tensor = Tensor.allocate(shape);
    if (proto.hasRawData()) {
      var raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      tensor.buffer().put(raw.asFloatBuffer());
    } else {
      proto.getFloatDataList().forEach(tensor.buffer()::put);
    }
    return tensor;
  }

  /** Files hold tensors, sequences or nothing; only tensors have a type. */
  private static Map<String, TensorProto> tensors(Path data, String kind, List<String> names)
      throws IOException {
    Map<String, TensorProto> tensors = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Path file = data.resolve(kind + "_" + i + ".pb");
      TensorProto tensor = TensorProto.getDefaultInstance();
      if (Files.exists(file)) {
        tensor = TensorProto.parseFrom(Files.readAllBytes(file));
      }
      tensors.put(names.get(i), tensor);
    }
    return tensors;
  }

  private static boolean isFloat(TensorProto tensor) {
    return tensor.getDataType() == DataType.FLOAT_VALUE;
  }

  /** An input that nobody takes, for a graph of constants alone. */
  private static ValueInfoProto unused() {
    ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName("unused");
    value
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(DataType.FLOAT_VALUE)
        .getShapeBuilder()
        .addDimBuilder()
        .setDimValue(1);
    return value.build();
  }
}
