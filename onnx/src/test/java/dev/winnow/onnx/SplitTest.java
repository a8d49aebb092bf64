package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.ImageSpec.Fit;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void split_vgg16AtEveryCut_equalsTheWhole() {
    Network network = Nets.vgg16(8, 64, 64);
    assertEquals(39, network.cuts().size());
    try (SplitCheck check = new SplitCheck(network, 3)) {
      network.cuts().forEach(check::at);
    }
  }

  @Tag("exhaustive")
  @Test
  void split_vgg16OfThePaperAtEveryCut_equalsTheWhole() {
    Network network = Nets.vgg16(64, 224, 4096);
    try (SplitCheck check = new SplitCheck(network, 1)) {
      network.cuts().forEach(check::at);
    }
  }

  @Test
  void split_aResidualNetworkAtEveryCut_equalsTheWhole() {
    Network network = Nets.residual(1, 32);
    try (SplitCheck check = new SplitCheck(network, 2)) {
      network.cuts().forEach(check::at);
    }
  }

  @Test
  void split_weights_goToOneSideEach() {
    Network network = Nets.residual(1);
    SplitNetwork parts = network.split(network.cut("relu1"));

    assertEquals(Set.of("conv1.weight", "conv1.bias"), weights(parts.extractor()));
    assertEquals(Set.of("conv2.weight", "fc.weight", "fc.bias"), weights(parts.analyzer()));
  }

  @Test
  void split_aConstantThatBothSidesTake_goesToBothWithTheNodesThatMakeIt() {
    NetworkBuilder builder = NetworkBuilder.named("shared");
    String root = builder.constant("root", Tensor.of(Shape.of(2), 4, 9));
    String made = builder.node("Sqrt", "made", List.of(root), Attributes.none());
    String x = builder.input("x", Shape.of(2));
    x = builder.node("Mul", "a", List.of(x, made), Attributes.none());
    x = builder.relu("b", x);
    x = builder.node("Sub", "c", List.of(x, made), Attributes.none());
    builder.output(x);
    SplitNetwork parts = builder.build().split(builder.build().cut("b"));

    assertEquals(Set.of("root"), weights(parts.extractor()));
    assertEquals(Set.of("root"), weights(parts.analyzer()));
    try (Session extractor = Session.open(parts.extractor(), 1);
        Session analyzer = Session.open(parts.analyzer(), 1)) {
      Tensor feature = extractor.run(Tensor.of(Shape.of(1, 2), 1, -1));
      assertArrayEquals(new float[] {2, 0}, feature.toArray());
      assertArrayEquals(new float[] {0, -3}, analyzer.run(feature).toArray());
    }
  }

  @Test
  void split_anOutputMadeOfConstants_goesToTheAnalyzer() {
    NetworkBuilder builder = NetworkBuilder.named("version");
    String x = builder.relu("a", builder.input("x", Shape.of(2)));
    builder.output(builder.relu("b", x));
    String one = builder.constant("one", Tensor.of(Shape.of(1, 1), 1));
    builder.output(builder.relu("version", one));
    Network network = builder.build();
    SplitNetwork parts = network.split(network.cut("a"));

    assertEquals(Set.of(), weights(parts.extractor()));
    assertEquals(network.outputs(), parts.analyzer().outputs());
    assertEquals(1, network.cut("a").analyzer().parameters());
  }

  @Test
  void split_anyBatch_isKept() {
    Network network = Nets.residual(1);
    SplitNetwork parts = network.split(network.cut("sum"));
    TensorSpec crossing = new TensorSpec("sum", OptionalInt.empty(), Shape.of(4, 8, 8));

    assertEquals(network.inputs(), parts.extractor().inputs());
    assertEquals(List.of(crossing), parts.extractor().outputs());
    assertEquals(List.of(crossing), parts.analyzer().inputs());
    assertEquals(network.outputs(), parts.analyzer().outputs());
  }

  @Test
  void split_aFixedBatch_isKeptAndRunInTurn() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    fix(model, 2);
    Network network = Network.parse("fixed", model.build().toByteArray());
    SplitNetwork parts = network.split(network.cut("sum"));
    TensorSpec crossing = new TensorSpec("sum", OptionalInt.of(2), Shape.of(4, 8, 8));

    assertEquals(List.of(crossing), parts.extractor().outputs());
    assertEquals(List.of(crossing), parts.analyzer().inputs());
    assertEquals(Nets.residual(1).cuts(), network.cuts());
    Tensor batch = new Nets(3).normal(Shape.of(6, 3, 8, 8), 1);
    try (Session any = Session.open(Nets.residual(1), 1);
        Session extractor = Session.open(parts.extractor(), 1);
        Session analyzer = Session.open(parts.analyzer(), 1)) {
      // Different batch sizes may take different kernels, which round differently.
      assertArrayEquals(
          any.run(batch).toArray(), analyzer.run(extractor.run(batch)).toArray(), 1e-6f);
      assertEquals(
          "the input \"image\" of the extractor of fixed takes rows of the shape 3×8×8, a multiple"
              + " of 2, not a tensor of the shape 3×3×8×8",
          Refusals.sentence(WrongInputException.class, () -> extractor.run(batch.rows(0, 3))));
    }
  }

  @Test
  void split_weightsListedAsInputs_areListedOnTheirSideOnly() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder().setIrVersion(3);
    for (TensorProto weight : model.getGraph().getInitializerList()) {
      model
          .getGraphBuilder()
          .addInput(TensorSpecs.fixed(weight.getName(), TensorProtos.shape(weight)));
    }
    Network network = Network.parse("listed", model.build().toByteArray());
    SplitNetwork parts = network.split(network.cut("relu1"));

    assertEquals(1, network.inputs().size());
    assertEquals(3, parts.extractor().graph().model().getGraph().getInputCount());
    assertEquals(4, parts.analyzer().graph().model().getGraph().getInputCount());
    assertEquals(3, parts.extractor().graph().model().getIrVersion());
    Tensor batch = new Nets(3).normal(Shape.of(2, 3, 8, 8), 1);
    try (Session whole = Session.open(Nets.residual(1), 1);
        Session extractor = Session.open(parts.extractor().toBytes(), 1);
        Session analyzer = Session.open(parts.analyzer().toBytes(), 1)) {
      assertArrayEquals(
          whole.run(batch).toArray(), analyzer.run(extractor.run(batch)).toArray(), 1e-6f);
    }
  }

  @Test
  void split_theCard_goesWhereItBelongs() {
    ImageSpec preprocessing =
        new ImageSpec(
            8,
            8,
            1,
            Fit.STRETCH,
            Colour.RGB,
            new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)));
    Network network =
        Nets.residual(1)
            .withCard(
                ModelCard.of(List.of("male", "female"), preprocessing).from("MIT", "somewhere"));
    SplitNetwork parts = network.split(network.cut("relu1"));

    assertEquals(
        new ModelCard(
            List.of(), Optional.of(preprocessing), Optional.of("MIT"), Optional.of("somewhere")),
        parts.extractor().card());
    assertEquals(
        new ModelCard(
            List.of("male", "female"),
            Optional.empty(),
            Optional.of("MIT"),
            Optional.of("somewhere")),
        parts.analyzer().card());
  }

  @Test
  void split_twice_givesThreeParts() {
    Network network = Nets.residual(1);
    SplitNetwork outer = network.split(network.cut("sum"));
    SplitNetwork inner = outer.extractor().split(outer.extractor().cut("conv1"));

    assertEquals("conv1", inner.extractor().outputs().get(0).name());
    assertEquals(
        List.of("relu1", "conv2", "sum"),
        inner.analyzer().nodes().stream().map(Node::name).toList());
  }

  @Test
  void split_aCutOfAnotherNetwork_isRefused() {
    Cut cut = Nets.vgg16(2, 32, 4).cut("relu1_1");

    assertThrows(UnknownCutException.class, () -> Nets.residual(1).split(cut));
  }

  private static Set<String> weights(Network network) {
    return network.graph().model().getGraph().getInitializerList().stream()
        .map(TensorProto::getName)
        .collect(Collectors.toSet());
  }

  /** Gives input and output a fixed number of samples. */
  static void fix(ModelProto.Builder model, int batch) {
    var graph = model.getGraphBuilder();
    for (var value : List.of(graph.getInputBuilder(0), graph.getOutputBuilder(0))) {
      value
          .getTypeBuilder()
          .getTensorTypeBuilder()
          .getShapeBuilder()
          .getDimBuilder(0)
          .setDimValue(batch);
    }
  }
}
