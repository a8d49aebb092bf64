package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs of sound and series in the form of prepared captures, beside what the file computes. */
class SampleFormTest {
  private static final Tensor CAPTURES = new Nets(5).normal(Shape.of(2, 12), 1);

  private final Exports exports = new Exports();
  private final NetworkBuilder builder = exports.builder;
  private final Nets nets = exports.nets;

  private static Shape shape(String extents) {
    return new Shape(Stream.of(extents.split("x")).map(Integer::valueOf).toList());
  }

  /** Twelve numbers of some shape, flat, and a dense layer. */
  private ModelProto model(Shape own) {
    String flat = builder.flatten("flat", builder.relu("relu", builder.input("x", own)));
    String scores = builder.gemm("fc", flat, nets.weight(3, 12), nets.bias(3));
    return builder.output(builder.softmax("probabilities", scores)).model();
  }

  @ParameterizedTest
  @CsvSource({
    "1x12, 12",
    "12x1, 12",
    "1x1x12, 12",
    "12, 12x1",
    "1x12, 12x1",
    "12, 1x12",
    "1x3x4, 3x4",
    "3x1x4, 3x4"
  })
  void sameNumbersAmongOnes_areTakenInTheirOrder(String own, String wanted) {
    ModelProto model = model(shape(own));

    NetworkImport taking = Exports.imported(model).taking(shape(wanted));

    assertEquals(shape(wanted), taking.network().inputs().get(0).shape());
    assertTrue(taking.remarks().get(0).startsWith("its input \"x\" is"), "" + taking.remarks());
    assertArrayEquals(
        Exports.reference(model, CAPTURES.reshape(shape(own).batch(2)), "probabilities"),
        Exports.run(taking.network(), CAPTURES.reshape(shape(wanted).batch(2))),
        1e-6f);
  }

  @ParameterizedTest
  @CsvSource({"4x3", "1x4x3"})
  void channelsBehindTheirValues_areTakenBeforeThem(String own) {
    ModelProto model = model(shape(own));
    Tensor turned = Tensor.allocate(Shape.of(2, 3, 4));
    for (int i = 0; i < 24; i++) {
      // Row-major in time, then channel; in the tensor wanted channel, then time.
      int to = i / 12 * 12 + i % 3 * 4 + i % 12 / 3;
      turned.buffer().put(to, CAPTURES.buffer().get(i));
    }

    NetworkImport taking = Exports.imported(model).taking(Shape.of(3, 4));

    assertEquals(
        List.of("its input \"x\" has the channels behind their values; here they come first"),
        taking.remarks());
    assertArrayEquals(
        Exports.reference(model, CAPTURES.reshape(shape(own).batch(2)), "probabilities"),
        Exports.run(taking.network(), turned),
        1e-6f);
  }

  @Test
  void oneSampleAtATime_staysSo() {
    NetworkImport one = Exports.imported(model(Shape.of(1, 12))).oneByOne("of the test");

    Network network = one.taking(Shape.of(12)).network();

    assertEquals(OptionalInt.of(1), network.inputs().get(0).batch());
    assertEquals(Shape.of(1, 12), network.cuts().get(0).shape());
  }

  @Test
  void formOfCaptures_isLeftAsItIs() {
    NetworkImport imported = Exports.imported(model(Shape.of(3, 4)));

    NetworkImport taking = imported.taking(Shape.of(3, 4));

    assertSame(imported.network(), taking.network());
    assertEquals(List.of(), taking.remarks());
  }

  /** Nothing tells which is which, so it is said what was taken for granted. */
  @Test
  void asManyChannelsAsValues_areTakenAsFirst() {
    builder.output(builder.relu("relu", builder.input("x", Shape.of(3, 3))));

    NetworkImport taking = Exports.imported(builder.model()).taking(Shape.of(3, 3));

    assertEquals(
        List.of(
            "its input \"x\" is 3×3, of which either may be time; here the channels come first: export it so if they do not"),
        taking.remarks());
  }

  @Test
  void otherNumbers_areRefused() {
    NetworkImport imported = Exports.imported(model(Shape.of(12)));

    assertEquals(
        "net cannot be used: its input \"x\" is 12 and captures are prepared as 3×4; export it with such an input",
        Refusals.sentence(
            UnsupportedNetworkException.class, () -> imported.taking(Shape.of(3, 4))));
  }
}
