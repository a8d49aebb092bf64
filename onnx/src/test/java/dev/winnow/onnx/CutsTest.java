package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CutsTest {
  @Test
  void cuts_residualBlock_areOutsideTheBlock() {
    List<Cut> cuts = Nets.residual(1).cuts();

    assertEquals(
        List.of("conv1", "relu1", "sum", "mean", "flat", "fc"),
        cuts.stream().map(Cut::tensor).toList());
  }

  @Test
  void cut_byTensor_hasShapeLayerAndOperator() {
    Cut cut = Nets.residual(1).cut("sum");

    assertEquals("Add", cut.op());
    assertEquals("sum", cut.layer());
    assertEquals(Shape.of(4, 8, 8), cut.shape());
    assertEquals(256, cut.floats());
    assertEquals(1024, cut.bytes());
  }

  @Test
  void cut_costs_areCountedOnEitherSide() {
    Network network = Nets.residual(1);
    Cut cut = network.cut("relu1");

    // conv1: 4·8·8 outputs × 3·3·3; conv2: 4·8·8 × 4·3·3; fc: 2 × 4.
    assertEquals(new Cost(4 * 27 + 4, 256 * 27), cut.extractor());
    assertEquals(new Cost(4 * 36 + 2 * 4 + 2, 256 * 36 + 8), cut.analyzer());
    assertEquals(new Cost(112 + 154, 6912 + 9224), network.cost());
    assertEquals(6912 / 16136.0, cut.extractor().share(network.cost()));
    assertEquals(0, new Cost(1, 0).share(new Cost(2, 0)));
  }

  @Test
  void cut_insideABlock_namesTheNearestCuts() {
    assertEquals(
        "\"conv2\" is no cut of residual, because other tensors carry data past it, or it holds no"
            + " rows of floats; cut before it at \"relu1\" or after it at \"sum\"",
        sentence("conv2"));
  }

  @Test
  void cut_anInput_namesTheFirstCut() {
    assertEquals(
        "\"image\" is no cut of residual, because it is the input, which leaves nothing for the"
            + " extractor; cut after it at \"conv1\"",
        sentence("image"));
  }

  @Test
  void cut_anOutput_namesTheLastCut() {
    assertEquals(
        "\"probabilities\" is no cut of residual, because it is an output, which leaves nothing for"
            + " the analyzer; cut before it at \"fc\"",
        sentence("probabilities"));
  }

  @Test
  void cut_aWeight_namesTheCutsAroundItsLayer() {
    assertEquals(
        "\"conv2.weight\" is no cut of residual, because it does not depend on the input; cut"
            + " before it at \"relu1\" or after it at \"sum\"",
        sentence("conv2.weight"));
  }

  @Test
  void cut_aMisspeltName_suggestsTheClosest() {
    assertEquals(
        "residual has no tensor and no layer \"relu_1\"; the closest names of cuts are relu1, conv1,"
            + " sum",
        sentence("relu_1"));
  }

  @Test
  void cuts_severalOutputs_separateTheInputFromAll() {
    Nets nets = new Nets(3);
    NetworkBuilder builder = NetworkBuilder.named("heads");
    String x = builder.input("x", Shape.of(4));
    x = builder.gemm("fc", x, nets.weight(3, 4), nets.bias(3));
    String relu = builder.relu("relu", x);
    String left = builder.gemm("left", relu, nets.weight(2, 3), nets.bias(2));
    builder.output(builder.softmax("gender", left));
    builder.output(builder.gemm("age", relu, nets.weight(1, 3), nets.bias(1)));

    assertEquals(List.of("fc", "relu"), names(builder.build()));
  }

  @Test
  void cuts_anInnerOutput_endsThem() {
    NetworkBuilder builder = NetworkBuilder.named("inner");
    String x = builder.relu("a", builder.input("x", Shape.of(4)));
    builder.output(builder.relu("b", x));
    builder.output(builder.relu("c", "b"));

    assertEquals(List.of("a"), names(builder.build()));
  }

  @Test
  void cuts_severalInputs_startWhereTheyMeet() {
    NetworkBuilder builder = NetworkBuilder.named("two");
    String x = builder.relu("a", builder.input("x", Shape.of(4)));
    String y = builder.relu("b", builder.input("y", Shape.of(4)));
    String sum = builder.add("sum", x, y);
    builder.output(builder.relu("c", sum));

    assertEquals(List.of("sum"), names(builder.build()));
  }

  @Test
  void cuts_deadEnds_doNotHinder() {
    NetworkBuilder builder = NetworkBuilder.named("dead");
    String x = builder.relu("a", builder.input("x", Shape.of(4)));
    builder.relu("nowhere", "x");
    builder.relu("neither", x);
    builder.output(builder.relu("b", builder.relu("c", x)));
    Network network = builder.build();

    assertEquals(List.of("a", "c"), names(network));
    assertEquals(
        "\"neither\" is no cut of dead, because no output depends on it; cut before it at \"a\" or"
            + " after it at \"c\"",
        Refusals.sentence(UnknownCutException.class, () -> network.cut("neither")));
  }

  @Test
  void cuts_arithmeticOnShapes_isDataThatFlows() {
    NetworkBuilder builder = NetworkBuilder.named("reshaped");
    String x = builder.relu("a", builder.input("x", Shape.of(2, 3)));
    String shape = builder.node("Shape", "shape", List.of(x), Attributes.none());
    x = builder.relu("b", x);
    x = builder.node("Reshape", "reshape", List.of(x, shape), Attributes.none());
    builder.output(builder.relu("c", x));

    assertEquals(List.of("a", "reshape"), names(builder.build()));
  }

  @Test
  void cuts_samplesOffTheFirstAxis_areNone() {
    NetworkBuilder builder = NetworkBuilder.named("turned");
    String x = builder.relu("a", builder.input("x", Shape.of(3)));
    Attributes turn = Attributes.none().withIntegers("perm", 1, 0);
    String turned = builder.node("Transpose", "turned", List.of(x), turn);
    turned = builder.relu("b", turned);
    builder.output(builder.node("Transpose", "back", List.of(turned), turn));
    Network network = builder.build();

    assertEquals(List.of("a"), names(network));
    assertEquals(Shape.of(3, 1), network.shape("turned"));
  }

  /** What would be sent there is the capture. */
  @Test
  void cuts_theInputInAnotherOrder_isNone() {
    NetworkBuilder builder = NetworkBuilder.named("channels-last");
    String x = builder.input("x", Shape.of(2, 3));
    Attributes turn = Attributes.none().withIntegers("perm", 0, 2, 1);
    String turned = builder.node("Transpose", "turned", List.of(x), turn);
    String same = builder.node("Identity", "same", List.of(turned), Attributes.none());
    String a = builder.relu("a", same);
    String back = builder.node("Transpose", "back", List.of(a), turn);
    builder.output(builder.relu("b", back));

    Network network = builder.build();
    assertEquals(List.of("a", "back"), names(network));
    assertEquals(
        "\"turned\" is no cut of channels-last, because it is the input in another order, so that the"
            + " capture itself would be sent; cut after it at \"a\"",
        Refusals.sentence(UnknownCutException.class, () -> network.cut("turned")));
  }

  /** The definition itself: without the tensor, no output is reached. */
  @Test
  void cuts_randomGraphs_areTheTensorsWithoutWhichNoOutputIsReached() {
    for (int seed = 0; seed < 60; seed++) {
      Network network = randomGraph(new SplittableRandom(seed));

      assertEquals(separators(network), names(network), "seed " + seed);
    }
  }

  private static Network randomGraph(SplittableRandom random) {
    NetworkBuilder builder = NetworkBuilder.named("random");
    List<String> made = new ArrayList<>(List.of(builder.input("x", Shape.of(2))));
    String weight = builder.constant("weight", Tensor.of(Shape.of(2), 1, 2));
    int size = random.nextInt(3, 30);
    for (int i = 0; i < size; i++) {
      // Mostly the newest tensor and a weight, sometimes one of the few before it.
      String newest = made.get(made.size() - 1);
      String older = made.get(made.size() - Math.min(made.size(), random.nextInt(1, 5)));
      String left = random.nextInt(8) == 0 ? older : newest;
      made.add(builder.add("n" + i, left, random.nextInt(3) == 0 ? older : weight));
    }
    builder.output(made.get(made.size() - 1));
    if (random.nextBoolean()) {
      builder.output(made.get(random.nextInt(size / 2, size)));
    }
    return builder.build();
  }

  private static List<String> separators(Network network) {
    Set<String> outputs = new HashSet<>(network.outputs().stream().map(TensorSpec::name).toList());
    Set<String> flowing = reached(network, "");
    return network.nodes().stream()
        .map(node -> node.outputs().get(0))
        .filter(flowing::contains)
        .filter(name -> !outputs.contains(name))
        .filter(name -> reached(network, name).stream().noneMatch(outputs::contains))
        .toList();
  }

  private static Set<String> reached(Network network, String without) {
    Set<String> reached = new HashSet<>(Set.of("x"));
    for (Node node : network.nodes()) {
      if (node.inputs().stream().anyMatch(reached::contains)
          && !node.outputs().get(0).equals(without)) {
        reached.addAll(node.outputs());
      }
    }
    return reached;
  }

  private static List<String> names(Network network) {
    return network.cuts().stream().map(Cut::tensor).toList();
  }

  private static String sentence(String name) {
    return Refusals.sentence(UnknownCutException.class, () -> Nets.residual(1).cut(name));
  }
}
