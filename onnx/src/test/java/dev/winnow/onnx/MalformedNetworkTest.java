package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every way to be wrong has one sentence, which names what is wrong. */
class MalformedNetworkTest {
  @Test
  void parse_noBytes_saysSo() {
    assertMalformed(new byte[0], "it is empty");
  }

  @Test
  void parse_noProtobuf_saysSo() {
    assertMalformed(
        "not a network".getBytes(StandardCharsets.UTF_8), "its bytes are damaged or cut short");
  }

  @Test
  void parse_aFileCutShort_saysSo() {
    byte[] bytes = Nets.residual(1).toBytes();

    assertMalformed(Arrays.copyOf(bytes, bytes.length - 7), "its bytes are damaged or cut short");
  }

  @Test
  void parse_noNodes_saysSo() {
    assertMalformed(model -> graph(model).clearNode(), "it holds no graph of nodes");
  }

  @Test
  void parse_noInput_saysSo() {
    assertMalformed(
        model -> graph(model).addInitializer(TensorProtos.of("image", 1)).clearInput(),
        "it has no input");
  }

  @Test
  void parse_noOutput_saysSo() {
    assertMalformed(model -> graph(model).clearOutput(), "it has no output");
  }

  @Test
  void parse_anOutputThatNothingMakes_namesIt() {
    assertMalformed(
        model -> graph(model).addOutputBuilder().setName("age"),
        "nothing makes its output \"age\"");
  }

  @Test
  void parse_anUndefinedTensor_namesNodeOperatorAndTensor() {
    assertMalformed(
        model -> node(model, 1).setInput(0, "nowhere"),
        "node relu1 (Relu) takes the tensor \"nowhere\", which nothing makes");
  }

  @Test
  void parse_aTensorMadeTwice_namesNodeOperatorAndTensor() {
    assertMalformed(
        model -> node(model, 2).setOutput(0, "relu1"),
        "node conv2 (Conv) makes the tensor \"relu1\", which something else makes too");
    assertMalformed(
        model -> node(model, 2).setOutput(0, "image"),
        "node conv2 (Conv) makes the tensor \"image\", which something else makes too");
  }

  @Test
  void parse_aCycle_namesANodeOfIt() {
    assertMalformed(
        model -> node(model, 1).setInput(0, "sum"), "node relu1 (Relu) depends on its own result");
  }

  @Test
  void parse_doubledNames_areNamed() {
    assertMalformed(
        model -> graph(model).addInitializer(graph(model).getInitializer(0)),
        "it has the weight \"conv1.weight\" twice");
    assertMalformed(
        model -> graph(model).addInput(graph(model).getInput(0)),
        "it has the input \"image\" twice");
    assertMalformed(
        model -> graph(model).addOutput(graph(model).getOutput(0)),
        "it has the output \"probabilities\" twice");
    assertMalformed(
        model -> node(model, 0).addAttribute(node(model, 0).getAttribute(0)),
        "node conv1 (Conv) has the attribute \"pads\" twice");
  }

  @Test
  void parse_weightsAndShapesThatDisagree_namesTheWeight() {
    assertMalformed(
        model -> weight(model).setDims(0, 5),
        "its weight \"conv1.weight\" of shape 5×3×3×3 holds 432 bytes where it needs 540");
    assertMalformed(
        model -> weight(model).clearRawData().addFloatData(1),
        "its weight \"conv1.weight\" of shape 4×3×3×3 holds 1 values where it needs 108");
    assertMalformed(
        model -> weight(model).setDims(0, -4),
        "its weight \"conv1.weight\" has the impossible shape [-4, 3, 3, 3]");
    assertMalformed(
        model -> weight(model).setDims(0, Long.MAX_VALUE).setDims(1, Long.MAX_VALUE),
        "its weight \"conv1.weight\" has the impossible shape [9223372036854775807,"
            + " 9223372036854775807, 3, 3]");
    assertMalformed(
        model -> weight(model).setDataType(99),
        "its weight \"conv1.weight\" has the element type number 99");
    assertMalformed(
        model -> weight(model).setDataType(DataType.STRING_VALUE),
        "its weight \"conv1.weight\" has the element type STRING");
    assertMalformed(
        model -> weight(model).getSegmentBuilder().setBegin(1),
        "its weight \"conv1.weight\" is stored in segments");
    assertMalformed(model -> weight(model).setName(""), "it has a weight without a name");
  }

  @Test
  void parse_aDamagedTensorAttribute_namesNodeAndAttribute() {
    assertMalformed(
        model ->
            node(model, 0)
                .addAttributeBuilder()
                .setName("value")
                .setType(AttributeType.TENSOR)
                .setT(TensorProto.newBuilder().setDataType(DataType.FLOAT_VALUE).addDims(3)),
        "node conv1 (Conv) has a tensor \"value\" that of shape 3 holds 0 values where it needs 3");
  }

  @Test
  void parse_aNodeWithoutOperatorOrOutput_namesIt() {
    assertMalformed(model -> node(model, 1).clearOpType(), "node relu1 has no operator");
    assertMalformed(model -> node(model, 1).clearOutput(), "node relu1 (Relu) makes nothing");
  }

  @Test
  void parse_anOperatorOfAnotherDomain_namesNodeOperatorAndDomain() {
    assertUnsupported(
        model -> node(model, 1).setDomain("org.pytorch").setOpType("FusedRelu"),
        "node relu1 uses the operator FusedRelu of the domain \"org.pytorch\", which nothing here can"
            + " run; export it with standard operators only");
  }

  @Test
  void parse_theStandardDomainByName_isAccepted() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    model.getOpsetImportBuilder(0).setDomain("ai.onnx");
    node(model, 1).setDomain("ai.onnx");

    Network network = Network.parse("named", model.build().toByteArray());
    assertEquals(17, network.opset());
    assertEquals(6, network.cuts().size());
  }

  @Test
  void parse_aSubgraph_namesNodeAndAttribute() {
    assertUnsupported(
        model ->
            node(model, 1)
                .setOpType("SequenceMap")
                .addAttributeBuilder()
                .setName("then_branch")
                .setType(AttributeType.GRAPH)
                .setG(GraphProto.getDefaultInstance()),
        "node relu1 (SequenceMap) has the attribute \"then_branch\" of the type GRAPH; export it"
            + " without");
  }

  @Test
  void parse_partsOfOnnxBeyondPlainGraphs_areRefusedByName() {
    assertUnsupported(
        model -> model.addFunctions(FunctionProto.getDefaultInstance()),
        "it has functions of its own; export it with them inlined");
    assertUnsupported(
        model -> model.addTrainingInfo(TrainingInfoProto.getDefaultInstance()),
        "it has training information; export it for inference");
    assertUnsupported(
        model -> graph(model).addSparseInitializer(SparseTensorProto.getDefaultInstance()),
        "it has sparse weights; export it with dense ones");
  }

  @Test
  void parse_versionsTooOldOrTooNew_areRefusedWithARemedy() {
    for (int format : new int[] {2, 14}) {
      assertUnsupported(
          model -> model.setIrVersion(format),
          "its format, ir_version "
              + format
              + ", is not between 3 and 13; export it in one of these");
    }
    for (int opset : new int[] {0, 6, 27}) {
      assertUnsupported(
          model -> model.getOpsetImportBuilder(0).setVersion(opset),
          "its operator set "
              + opset
              + " is not between 7 and 26; convert it with onnx.version_converter");
    }
    assertUnsupported(
        model -> model.clearOpsetImport(),
        "its operator set 0 is not between 7 and 26; convert it with onnx.version_converter");
  }

  @Test
  void parse_weightsOutsideTheFile_needsTheFile() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    weight(model).clearRawData().setDataLocation(DataLocation.EXTERNAL);

    assertEquals(
        "bytes cannot be used: it keeps weights in other files; read it from its file",
        Refusals.sentence(
            UnsupportedNetworkException.class,
            () -> Network.parse("bytes", model.build().toByteArray())));
  }

  @Test
  void parse_portsThatHoldNoRowsOfFloats_areRefusedByName() {
    assertUnsupported(
        model ->
            graph(model)
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(DataType.UINT8_VALUE),
        "its input \"image\" is UINT8; export it with FLOAT");
    assertUnsupported(
        model ->
            graph(model)
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(DataType.INT64_VALUE),
        "its output \"probabilities\" is INT64; export it with FLOAT");
    assertUnsupported(
        model ->
            graph(model)
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(2)
                .setDimParam("height"),
        "its input \"image\" must have a first axis for the samples and fixed extents behind it;"
            + " export it so");
    assertUnsupported(
        model ->
            graph(model).getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().clearShape(),
        "its input \"image\" must have a first axis for the samples and fixed extents behind it;"
            + " export it so");
  }

  @Test
  void parse_nodesOutOfOrder_areSorted() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    List<NodeProto> nodes = new ArrayList<>(model.getGraph().getNodeList());
    Collections.reverse(nodes);
    graph(model).clearNode().addAllNode(nodes);

    Network network = Network.parse("reversed", model.build().toByteArray());
    assertEquals(
        Nets.residual(1).nodes().stream().map(Node::name).toList(),
        network.nodes().stream().map(Node::name).toList());
    assertEquals(6, Network.parse("sorted", network.toBytes()).cuts().size());
  }

  @Test
  void nodes_withoutNamesOrWithDoubledOnes_areToldApart() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    node(model, 0).clearName();
    node(model, 2).setName("relu1");

    assertEquals(
        List.of("Conv_conv1", "relu1", "Conv_conv2", "sum", "mean", "flat", "fc", "probabilities"),
        Network.parse("unnamed", model.build().toByteArray()).nodes().stream()
            .map(Node::name)
            .toList());
  }

  private static void assertMalformed(Consumer<ModelProto.Builder> damage, String why) {
    assertMalformed(damaged(damage), why);
  }

  private static void assertMalformed(byte[] bytes, String why) {
    assertEquals(
        "the file is not a sound ONNX network: " + why + "; export or fetch it again",
        Refusals.sentence(MalformedNetworkException.class, () -> Network.parse("the file", bytes)));
  }

  private static void assertUnsupported(Consumer<ModelProto.Builder> damage, String why) {
    byte[] bytes = damaged(damage);
    assertEquals(
        "the file cannot be used: " + why,
        Refusals.sentence(
            UnsupportedNetworkException.class, () -> Network.parse("the file", bytes)));
  }

  private static byte[] damaged(Consumer<ModelProto.Builder> damage) {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    damage.accept(model);
    return model.build().toByteArray();
  }

  private static GraphProto.Builder graph(ModelProto.Builder model) {
    return model.getGraphBuilder();
  }

  private static NodeProto.Builder node(ModelProto.Builder model, int place) {
    return graph(model).getNodeBuilder(place);
  }

  private static TensorProto.Builder weight(ModelProto.Builder model) {
    return graph(model).getInitializerBuilder(0);
  }
}
