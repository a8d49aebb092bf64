package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTest {
  @TempDir Path folder;

  @Test
  void ports_symbolicBatch_haveTheShapeOfOneSample() {
    Network network = Nets.residual(1);

    assertEquals(
        List.of(new TensorSpec("image", OptionalInt.empty(), Shape.of(3, 8, 8))), network.inputs());
    assertEquals(
        List.of(new TensorSpec("probabilities", OptionalInt.empty(), Shape.of(2))),
        network.outputs());
  }

  @Test
  void nodes_ofABuiltNetwork_areInTopologicalOrder() {
    assertEquals(
        List.of("conv1", "relu1", "conv2", "sum", "mean", "flat", "fc", "probabilities"),
        Nets.residual(1).nodes().stream().map(Node::name).toList());
  }

  @Test
  void parse_itsOwnBytes_givesTheSameBytesAgain() {
    byte[] bytes = Nets.residual(1).toBytes();

    assertArrayEquals(bytes, Network.parse("again", bytes).toBytes());
    assertArrayEquals(bytes, Nets.residual(1).toBytes());
  }

  @Test
  void read_whatWriteWrote_isTheSameNetwork() throws Exception {
    Path file = folder.resolve("residual.onnx");
    Nets.residual(1).write(file);

    assertArrayEquals(Nets.residual(1).toBytes(), Network.read(file).toBytes());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void read_noSuchFile_saysSo() {
    Path file = folder.resolve("absent.onnx");

    String sentence = Refusals.sentence(UnreadableNetworkException.class, () -> Network.read(file));
    assertEquals(file + ": there is no such file; check the path", sentence);
  }

  @Test
  void write_intoNoFolder_saysSo() {
    Path file = folder.resolve("absent/network.onnx");

    String sentence =
        Refusals.sentence(UnreadableNetworkException.class, () -> Nets.residual(1).write(file));
    assertTrue(sentence.startsWith(file + ": it cannot be written"));
  }

  @Test
  void withConstants_anotherWeight_changesOnlyIt() {
    Network network = Nets.residual(1);
    Tensor bias = Tensor.of(Shape.of(2), 7, 8);

    Network changed = network.withConstants(Map.of("fc.bias", bias));

    assertArrayEquals(bias.toArray(), changed.constant("fc.bias").orElseThrow().toArray());
    assertArrayEquals(
        network.constant("fc.weight").orElseThrow().toArray(),
        changed.constant("fc.weight").orElseThrow().toArray());
    assertEquals(network.nodes(), changed.nodes());
  }

  @Test
  void withConstants_itsOwnWeights_givesTheSameBytes() {
    Network network = Nets.residual(1);
    Tensor same = network.constant("conv1.weight").orElseThrow();

    assertArrayEquals(
        network.toBytes(), network.withConstants(Map.of("conv1.weight", same)).toBytes());
  }

  @Test
  void withConstants_anotherShapeOrName_isRefused() {
    Network network = Nets.residual(1);
    Tensor three = Tensor.of(Shape.of(3), 1, 2, 3);

    assertThrows(
        IllegalArgumentException.class, () -> network.withConstants(Map.of("fc.bias", three)));
    assertThrows(
        IllegalArgumentException.class, () -> network.withConstants(Map.of("relu1", three)));
  }

  @Test
  void constant_noConstant_isEmpty() {
    assertEquals(Optional.empty(), Nets.residual(1).constant("relu1"));
    assertEquals(Optional.empty(), Nets.residual(1).constant("nowhere"));
  }

  @Test
  void withCard_aCard_travelsWithTheBytes() {
    ModelCard card =
        new ModelCard(
            List.of("male", "female"), Optional.empty(), Optional.of("MIT"), Optional.empty());
    Network network = Nets.residual(1).withCard(card);

    assertEquals(card, Network.parse("again", network.toBytes()).card());
    assertEquals(ModelCard.empty(), Nets.residual(1).card());
  }

  @Test
  void shape_ofTensors_isThatOfOneSample() {
    Network network = Nets.residual(1);

    assertEquals(Shape.of(4, 8, 8), network.shape("sum"));
    assertEquals(Shape.of(4), network.shape("flat"));
    assertEquals(Shape.of(4, 3, 3, 3), network.shape("conv1.weight"));
    assertThrows(IllegalArgumentException.class, () -> network.shape("nowhere"));
  }

  @Test
  void attributes_ofANode_readWithDefaults() {
    Node conv = Nets.residual(1).nodes().get(0);

    assertArrayEquals(new long[] {1, 1, 1, 1}, conv.attributes().integers("pads"));
    assertArrayEquals(new long[] {1, 1}, conv.attributes().integers("strides", 1, 1));
    assertEquals(1, conv.attributes().integer("group", 1));
    assertFalse(conv.attributes().has("group"));
  }

  @Test
  void build_shapesThatDoNotFit_namesNodeAndOperator() {
    NetworkBuilder builder = NetworkBuilder.named("wrong");
    String x = builder.input("x", Shape.of(5));
    builder.output(
        builder.gemm("fc", x, Tensor.allocate(Shape.of(2, 4)), Tensor.allocate(Shape.of(2))));

    String sentence = Refusals.sentence(UnsupportedNetworkException.class, builder::build);
    assertTrue(sentence.startsWith("wrong cannot be used: node fc (Gemm): "), sentence);
  }
}
