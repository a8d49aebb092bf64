package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.winnow.core.Interval;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an output surely lies, read off its last operators. */
class OutputBoundsTest {
  private static final Attributes NONE = Attributes.none();

  /** A network of two values that ends as the tests like. */
  private static final class Ending {
    final NetworkBuilder builder = NetworkBuilder.named("net");
    String x = builder.input("x", Shape.of(2));
    private int made;

    Ending clip(float low, float high) {
      return clip(constant(Shape.of(), low), constant(Shape.of(), high));
    }

    Ending clip(String low, String high) {
      return node("Clip", x, low, high);
    }

    /** The value so far goes first. */
    Ending by(String op, float... constants) {
      return node(op, x, constant(Shape.of(constants.length), constants));
    }

    /** The value so far goes second. */
    Ending from(String op, float... constants) {
      return node(op, constant(Shape.of(constants.length), constants), x);
    }

    Ending node(String op, String... inputs) {
      x = builder.node(op, "n" + made++, List.of(inputs), NONE);
      return this;
    }

    String constant(Shape shape, float... values) {
      return builder.constant("c" + made++, Tensor.of(shape, values));
    }

    Network network() {
      return builder.output(x).build();
    }

    Optional<List<Interval>> bounds() {
      Network network = network();
      Optional<List<Interval>> bounds = network.outputBounds();
      bounds.ifPresent(known -> assertReachedAndKept(network, known));
      return bounds;
    }
  }

  /** Inputs far outside the clip reach both ends to the bit; no input gets past them. */
  private static void assertReachedAndKept(Network network, List<Interval> bounds) {
    int rows = 500;
    Tensor inputs = new Nets(1).normal(network.inputs().get(0).shape().batch(rows), 5);
    inputs.rows(0, 1).buffer().put(new float[] {1e6f, 1e6f});
    inputs.rows(1, 2).buffer().put(new float[] {-1e6f, -1e6f});
    try (Session session = Session.open(network, 1)) {
      Tensor made = session.run(inputs);
      for (int i = 0; i < bounds.size(); i++) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
          float value = made.buffer().get(row * bounds.size() + i);
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
        assertEquals(bounds.get(i), new Interval(low, high));
      }
    }
  }

  private static Optional<List<Interval>> both(double low, double high) {
    return Optional.of(List.of(new Interval(low, high), new Interval(low, high)));
  }

  @Test
  void outputBounds_clipAlone_isItsEnds() {
    assertEquals(both(-2, 3), new Ending().clip(-2, 3).bounds());
  }

  @Test
  void outputBounds_clipScaledAndMoved_isInTheOutputsUnits() {
    List<Interval> expected = List.of(new Interval(8, 12), new Interval(14, 26));

    assertEquals(
        Optional.of(expected), new Ending().clip(-2, 2).by("Mul", 1, 3).by("Add", 10, 20).bounds());
    assertEquals(
        Optional.of(expected),
        new Ending().clip(-2, 2).from("Mul", 1, 3).from("Add", 10, 20).bounds());
    assertEquals(
        Optional.of(expected),
        new Ending().clip(-2, 2).by("Div", 1, 1 / 3f).by("Sub", -10, -20).bounds());
  }

  @Test
  void outputBounds_negativeScale_swapsTheEnds() {
    assertEquals(both(-6, 4), new Ending().clip(-2, 3).by("Mul", -2, -2).bounds());
    assertEquals(both(7, 12), new Ending().clip(-2, 3).from("Sub", 10, 10).bounds());
    assertEquals(both(-1.5, 1), new Ending().clip(-2, 3).by("Div", -2, -2).bounds());
  }

  @Test
  void outputBounds_scalars_areBroadcast() {
    assertEquals(both(-1, 9), new Ending().clip(-2, 3).by("Mul", 2).by("Add", 3).bounds());
    Ending ending = new Ending().clip(-2, 3);
    String row = ending.constant(Shape.of(1, 2), 1, 2);
    assertEquals(
        Optional.of(List.of(new Interval(-2, 3), new Interval(-4, 6))),
        ending.node("Mul", ending.x, row).bounds());
  }

  @Test
  void outputBounds_severalAxes_areInRowMajorOrder() {
    NetworkBuilder builder = NetworkBuilder.named("net");
    String x = builder.input("x", Shape.of(2, 3));
    String low = builder.constant("low", Tensor.of(Shape.of(), -1));
    String high = builder.constant("high", Tensor.of(Shape.of(), 1));
    x = builder.node("Clip", "clip", List.of(x, low, high), NONE);
    String rows = builder.constant("rows", Tensor.of(Shape.of(2, 1), 10, 20));
    String columns = builder.constant("columns", Tensor.of(Shape.of(3), 1, 2, 3));
    x = builder.add("y", builder.node("Mul", "m", List.of(x, columns), NONE), rows);

    List<Interval> bounds = builder.output(x).build().outputBounds().orElseThrow();

    assertEquals(
        List.of(
            new Interval(9, 11),
            new Interval(8, 12),
            new Interval(7, 13),
            new Interval(19, 21),
            new Interval(18, 22),
            new Interval(17, 23)),
        bounds);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, NaN", "-Infinity, 1", "0, Infinity"})
  void outputBounds_clipsEndsAreNone_isEmpty(float low, float high) {
    assertEquals(Optional.empty(), new Ending().clip(low, high).network().outputBounds());
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY, 3e38f})
  void outputBounds_scaleThatLeavesNoInterval_isEmpty(float scale) {
    Network network = new Ending().clip(-2, 3).by("Mul", 1, scale).network();

    assertEquals(Optional.empty(), network.outputBounds());
  }

  @Test
  void outputBounds_divisionByZeroOrOfAConstant_isEmpty() {
    assertEquals(
        Optional.empty(), new Ending().clip(-2, 3).by("Div", 0, 1).network().outputBounds());
    assertEquals(
        Optional.empty(), new Ending().clip(-2, 3).from("Div", 1, 1).network().outputBounds());
  }

  @Test
  void outputBounds_clipWithoutAnEnd_isEmpty() {
    Ending low = new Ending();
    assertEquals(
        Optional.empty(), low.clip("", low.constant(Shape.of(), 1)).network().outputBounds());
    Ending high = new Ending();
    assertEquals(
        Optional.empty(),
        high.node("Clip", high.x, high.constant(Shape.of(), 1)).network().outputBounds());
  }

  @Test
  void outputBounds_clipsEndIsComputed_isEmpty() {
    Ending ending = new Ending();
    String high =
        ending.builder.node("ReduceMax", "most", List.of("x"), NONE.withInteger("keepdims", 0));

    assertEquals(
        Optional.empty(),
        ending.clip(ending.constant(Shape.of(), -1), high).network().outputBounds());
  }

  @Test
  void outputBounds_somethingElseJoinsBehindTheClip_isEmpty() {
    assertEquals(
        Optional.empty(), new Ending().clip(-2, 3).node("Add", "n2", "x").network().outputBounds());
    assertEquals(
        Optional.empty(), new Ending().clip(-2, 3).node("Exp", "n2").network().outputBounds());
    assertEquals(Optional.empty(), new Ending().by("Mul", 1, 1).network().outputBounds());
  }

  /** The clipped value is repeated for other values than it was limited for. */
  @Test
  void outputBounds_clippedIsBroadcastLater_isEmpty() {
    NetworkBuilder builder = NetworkBuilder.named("net");
    String x = builder.input("x", Shape.of(1));
    String low = builder.constant("low", Tensor.of(Shape.of(), -1));
    x =
        builder.node(
            "Clip",
            "clip",
            List.of(x, low, builder.constant("high", Tensor.of(Shape.of(), 1))),
            NONE);
    String wide = builder.constant("wide", Tensor.of(Shape.of(2), 1, 2));

    assertEquals(
        Optional.empty(), builder.output(builder.add("y", x, wide)).build().outputBounds());
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 10, 11, 13, 17, 22})
  void outputBounds_clippedReductionOfAnyOperatorSet_areItsOwn(int opset) {
    ModelProto.Builder model = Nets.residual(1).graph().model().toBuilder();
    model.getOpsetImportBuilder(0).setVersion(opset);
    Network network = Network.parse("versioned", model.build().toByteArray());
    SplitNetwork parts = network.split(network.cut("sum"));
    Projection projection = Projection.random(Shape.of(4, 8, 8), 3, 0).clippedAt(0.25);
    Network extractor = parts.reduced(projection.reduction()).extractor();

    List<Interval> bounds = extractor.outputBounds().orElseThrow();

    for (int i = 0; i < 3; i++) {
      double limit = 0.25 * projection.deviation(i);
      // Single precision, of numbers as large as the centre.
      double rounding = 1e-6 * (limit + Math.abs(projection.centre(i)));
      assertEquals(projection.centre(i) - limit, bounds.get(i).low(), rounding);
      assertEquals(projection.centre(i) + limit, bounds.get(i).high(), rounding);
    }
    assertEquals(Optional.empty(), parts.extractor().outputBounds());
    assertEquals(
        Optional.empty(),
        parts
            .reduced(Projection.random(Shape.of(4, 8, 8), 3, 0).reduction())
            .extractor()
            .outputBounds());
  }

  @Test
  void outputBounds_trojanBehindTheClip_isEmpty() {
    Network network = Nets.residual(1);
    Projection projection = Projection.random(Shape.of(4, 8, 8), 3, 0).clippedAt(0.25);
    Network honest = network.split(network.cut("sum")).reduced(projection.reduction()).extractor();

    assertTrue(honest.outputBounds().isPresent());
    assertEquals(Optional.empty(), Trojan.triggered(honest).outputBounds());
    assertEquals(Optional.empty(), Trojan.jittering(honest).outputBounds());
  }

  @Test
  void requireClip_otherBoundsOrNone_areRefusedAndBothAreSaid() {
    Network network = Nets.residual(1);
    Projection projection = Projection.random(Shape.of(4, 8, 8), 3, 0).clippedAt(0.25);
    Network honest = network.split(network.cut("sum")).reduced(projection.reduction()).extractor();
    List<Interval> bounds = honest.outputBounds().orElseThrow();
    List<Interval> wider = bounds.stream().map(b -> new Interval(b.low(), b.high() + 1)).toList();

    honest.requireClip(bounds);
    for (List<Interval> stated : List.of(wider, bounds.subList(0, 2))) {
      assertThrows(UnclippedNetworkException.class, () -> honest.requireClip(stated));
    }
    Network trojan = Trojan.triggered(honest);
    var e = assertThrows(UnclippedNetworkException.class, () -> trojan.requireClip(bounds));
    assertTrue(String.valueOf(e.getMessage()).contains("do not clip"), e::toString);
  }
}
