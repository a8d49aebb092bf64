package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.winnow.core.PcaProjection;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reduction between extractor and analyzer, against the same arithmetic in double precision. */
class ReductionTest {
  private static final int ROWS = 5;

  @ParameterizedTest
  @CsvSource({"relu1, 8", "sum, 8", "sum, 1", "mean, 4", "flat, 3", "fc, 2"})
  void reduced_anyCut_equalsTheProjectionInDoubles(String cut, int dims) {
    Network network = Nets.residual(1);
    SplitNetwork parts = network.split(network.cut(cut));
    Projection projection = Projection.random(parts.analyzer().inputs().get(0).shape(), dims, 0);
    check(parts, projection);
    check(parts, projection.clippedAt(0.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 10, 11, 13, 17, 22})
  void reduced_anyOperatorSet_isKept(int opset) {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    model.getOpsetImportBuilder(0).setVersion(opset);
    Network network = Network.parse("versioned", model.build().toByteArray());
    SplitNetwork parts = network.split(network.cut("sum"));

    SplitNetwork reduced = check(parts, Projection.random(Shape.of(4, 8, 8), 6, 0).clippedAt(0.25));

    assertEquals(opset, reduced.extractor().opset());
    assertEquals(opset, reduced.analyzer().opset());
  }

  @Test
  void reduced_weightsListedAsInputs_areListedToo() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder().setIrVersion(3);
    for (TensorProto weight : model.getGraph().getInitializerList()) {
      model
          .getGraphBuilder()
          .addInput(TensorSpecs.fixed(weight.getName(), TensorProtos.shape(weight)));
    }
    Network network = Network.parse("listed", model.build().toByteArray());

    check(network.split(network.cut("sum")), Projection.random(Shape.of(4, 8, 8), 3, 0));
  }

  /** The analyzer sees what it saw before, as far as the directions span it. */
  @Test
  void reduced_toAllDirections_answersLikeTheWhole() {
    Network network = Nets.residual(1);
    SplitNetwork parts = network.split(network.cut("flat"));
    SplitNetwork reduced = parts.reduced(Projection.random(Shape.of(4), 4, 3).reduction());
    Tensor batch = new Nets(3).normal(network.inputs().get(0).shape().batch(ROWS), 1);

    // Probabilities; a rotation there and back costs a few roundings of single precision.
    assertArrayEquals(
        run(network, batch).toArray(),
        run(reduced.analyzer(), run(reduced.extractor(), batch)).toArray(),
        1e-5f);
  }

  /** Means a thousand times the deviations are met in features that no ReLU has passed. */
  @Test
  void reduced_farFromZero_losesNoPrecision() {
    Shape shape = Shape.of(512);
    NetworkBuilder builder = NetworkBuilder.named("far");
    String far = builder.constant("far", filled(shape, 1000));
    String x = builder.add("moved", builder.input("x", shape), far);
    builder.output(builder.relu("y", x));
    Network network = builder.build();
    Projection projection = Projection.random(shape, 8, 1000);

    check(network.split(network.cut("moved")), projection);
  }

  @Test
  void reduced_clip_limitsEachCoordinateByItsOwnDeviation() {
    Network network = Nets.residual(1);
    SplitNetwork parts = network.split(network.cut("sum"));
    Projection projection = Projection.random(Shape.of(4, 8, 8), 6, 0).clippedAt(0.25);
    SplitNetwork reduced = parts.reduced(projection.reduction());
    Tensor batch = new Nets(3).normal(Shape.of(3, 8, 8).batch(200), 3);

    double[][] found = projection.rows(run(reduced.extractor(), batch));

    for (int i = 0; i < 6; i++) {
      double limit = 0.25 * projection.deviation(i);
      double centre = projection.centre(i);
      double[] distances = column(found, i, centre);
      double rounding = 1e-6 * (limit + Math.abs(centre));
      double largest = Arrays.stream(distances).max().orElseThrow();
      assertEquals(limit, largest, rounding, "the clip is reached and not exceeded");
      assertTrue(Arrays.stream(distances).anyMatch(d -> d < limit - rounding), "some are inside");
    }
    long clips = reduced.extractor().nodes().stream().filter(n -> n.op().equals("Clip")).count();
    assertEquals(1, clips);
  }

  @Test
  void reduced_anyBatch_isKept() {
    Network network = Nets.residual(1);
    SplitNetwork reduced =
        network
            .split(network.cut("sum"))
            .reduced(Projection.random(Shape.of(4, 8, 8), 6, 0).reduction());
    TensorSpec crossing = new TensorSpec("sum.reduced", OptionalInt.empty(), Shape.of(6));

    assertEquals(network.inputs(), reduced.extractor().inputs());
    assertEquals(List.of(crossing), reduced.extractor().outputs());
    assertEquals(List.of(crossing), reduced.analyzer().inputs());
    assertEquals(network.outputs(), reduced.analyzer().outputs());
    assertEquals(Shape.of(4, 8, 8), reduced.analyzer().shape("sum"));
    assertEquals("sum", reduced.analyzer().cut("sum").tensor());
  }

  @Test
  void reduced_aFixedBatch_isKept() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    SplitTest.fix(model, 2);
    Network network = Network.parse("fixed", model.build().toByteArray());
    Projection projection = Projection.random(Shape.of(4, 8, 8), 6, 0).clippedAt(1);
    SplitNetwork reduced = network.split(network.cut("sum")).reduced(projection.reduction());
    TensorSpec crossing = new TensorSpec("sum.reduced", OptionalInt.of(2), Shape.of(6));

    assertEquals(List.of(crossing), reduced.extractor().outputs());
    assertEquals(List.of(crossing), reduced.analyzer().inputs());
    Tensor batch = new Nets(3).normal(Shape.of(4, 3, 8, 8), 1);
    assertEquals(Shape.of(4, 2), run(reduced.analyzer(), run(reduced.extractor(), batch)).shape());
  }

  @Test
  void reduced_namesThatAreTaken_areNotUsedAgain() {
    NetworkBuilder builder = NetworkBuilder.named("awkward");
    String x = builder.relu("a", builder.input("x", Shape.of(4)));
    x = builder.relu("a.reduced", x);
    x = builder.relu("b", x);
    String weight = builder.constant("a.reduced_.mean", filled(Shape.of(4), 2));
    x = builder.node("Mul", "y", List.of(x, weight), Attributes.none());
    Network network = builder.output(x).build();

    SplitNetwork reduced =
        check(network.split(network.cut("a")), Projection.random(Shape.of(4), 2, 0));

    assertEquals("a.reduced__", reduced.extractor().outputs().get(0).name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu1", "sum", "flat"})
  void joined_plainOrReduced_answersLikeBothSides(String cut) {
    Network network = Nets.residual(1);
    SplitNetwork parts = network.split(network.cut(cut));
    Shape shape = parts.analyzer().inputs().get(0).shape();
    SplitNetwork reduced = parts.reduced(Projection.random(shape, 2, 0).clippedAt(1).reduction());
    Tensor batch = new Nets(3).normal(network.inputs().get(0).shape().batch(ROWS), 1);

    for (SplitNetwork sides : List.of(parts, reduced)) {
      Network joined = sides.joined();
      assertArrayEquals(
          run(sides.analyzer(), run(sides.extractor(), batch)).toArray(),
          run(joined, batch).toArray());
      assertEquals(network.card(), joined.card());
      assertEquals(network.inputs(), joined.inputs());
      assertEquals(network.outputs(), joined.outputs());
    }
    assertEquals(2, reduced.joined().cut(reduced.scores()).shape().size());
  }

  @Test
  void joined_weightsListedAsInputs_areListedToo() {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder().setIrVersion(3);
    for (TensorProto weight : model.getGraph().getInitializerList()) {
      model
          .getGraphBuilder()
          .addInput(TensorSpecs.fixed(weight.getName(), TensorProtos.shape(weight)));
    }
    Network network = Network.parse("listed", model.build().toByteArray());

    Network joined = network.split(network.cut("sum")).joined();

    assertEquals(network.inputs(), Network.parse("again", joined.toBytes()).inputs());
  }

  /** A weight that both sides take, and only one of them has learned. */
  @Test
  void joined_sidesThatDifferInACommonConstant_areRefused() {
    NetworkBuilder builder = NetworkBuilder.named("tied");
    String weight = builder.constant("weight", filled(Shape.of(4), 2));
    String x = builder.input("x", Shape.of(4));
    x = builder.relu("a", builder.node("Mul", "m", List.of(x, weight), Attributes.none()));
    x = builder.node("Mul", "y", List.of(x, weight), Attributes.none());
    Network network = builder.output(x).build();
    SplitNetwork parts = network.split(network.cut("a"));
    Network other = parts.analyzer().withConstants(Map.of("weight", filled(Shape.of(4), 3)));

    assertEquals(network.outputs(), parts.joined().outputs());
    assertThrows(
        IllegalArgumentException.class, () -> new SplitNetwork(parts.extractor(), other).joined());
  }

  /** Sub, Clip, Mul and Add multiply nothing and accumulate nothing, by the convention of Cost. */
  @Test
  void cost_ofReducedParts_countsBothProducts() {
    Network network = Nets.residual(1);
    Cut cut = network.cut("sum");
    SplitNetwork reduced =
        network
            .split(cut)
            .reduced(Projection.random(Shape.of(4, 8, 8), 6, 0).clippedAt(1).reduction());

    assertEquals(cut.extractor().macs() + 256 * 6, reduced.extractor().cost().macs());
    assertEquals(cut.analyzer().macs() + 256 * 6, reduced.analyzer().cost().macs());
    // mean, components, offset, two bounds, deviations, centre
    assertEquals(
        cut.extractor().parameters() + 256 + 256 * 6 + 6 + 2 + 6 + 6,
        reduced.extractor().cost().parameters());
    assertEquals(
        cut.analyzer().parameters() + 256 + 256 * 6, reduced.analyzer().cost().parameters());
  }

  /** VGG-16's conv5_1: 512×14×14 values to 8. */
  @Test
  void reduced_aWideFeature_equalsTheProjectionInDoubles() {
    Shape shape = Shape.of(512, 14, 14);
    NetworkBuilder builder = NetworkBuilder.named("wide");
    String x = builder.relu("conv5_1", builder.input("x", shape));
    x = builder.globalAveragePool("mean", x);
    Network network = builder.output(builder.flatten("y", x)).build();

    check(network.split(network.cut("conv5_1")), Projection.random(shape, 8, 0.4).clippedAt(0.5));
  }

  @Test
  void reduced_anotherWidth_isRefused() {
    Network network = Nets.residual(1);
    SplitNetwork parts = network.split(network.cut("sum"));
    PcaProjection other = Projection.random(Shape.of(7), 2, 0).reduction();

    var e = assertThrows(IllegalArgumentException.class, () -> parts.reduced(other));
    assertEquals(
        "a reduction of 7 values does not fit the cut sum ?×4×8×8, which has 256", e.getMessage());
  }

  /** Compares the reduced feature, and what the analyzer makes of it, with the arithmetic. */
  private static SplitNetwork check(SplitNetwork parts, Projection projection) {
    SplitNetwork reduced = parts.reduced(projection.reduction());
    Shape input = parts.extractor().inputs().get(0).shape();
    for (int rows : new int[] {1, ROWS}) {
      Tensor batch = new Nets(3).normal(input.batch(rows), 1);
      Tensor feature = run(parts.extractor(), batch);
      Tensor found = run(reduced.extractor(), batch);
      double[][] expected = projection.reduce(feature);
      projection.assertClose(expected, found);

      Tensor restored = projection.restore(expected, feature.shape());
      // Probabilities, or values of about one; the parts differ in the order of sums only.
      float[] whole = run(parts.analyzer(), restored).toArray();
      double largest = 1;
      for (float value : whole) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertArrayEquals(whole, run(reduced.analyzer(), found).toArray(), (float) (1e-4 * largest));
    }
    return reduced;
  }

  private static Tensor run(Network network, Tensor batch) {
    // Through the bytes, as a package or a server has it.
    try (Session session = Session.open(network.toBytes(), 1)) {
      return session.run(batch);
    }
  }

  private static double[] column(double[][] rows, int column, double centre) {
    return Arrays.stream(rows).mapToDouble(row -> Math.abs(row[column] - centre)).toArray();
  }

  private static Tensor filled(Shape shape, float value) {
    float[] values = new float[shape.size()];
    Arrays.fill(values, value);
    return Tensor.of(shape, values);
  }
}
