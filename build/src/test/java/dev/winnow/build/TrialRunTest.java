package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.NetworkImport;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What would build and then fail is found before anything is written. */
class TrialRunTest {
  private static final Attributes NONE = Attributes.none();

  private final NetworkBuilder builder = NetworkBuilder.named("net");

  private static NetworkImport imported(Network network) {
    return new NetworkImport(network, List.of());
  }

  private Network answering(String x, int values) {
    Tensor weight = Tensor.of(Shape.of(2, values), new float[2 * values]);
    String scores = builder.gemm("fc", x, weight, Tensor.of(Shape.of(2), 1, 2));
    return builder.output(builder.softmax("probabilities", scores)).build();
  }

  @Test
  void keepingSamplesApart_oneThatDoes_isAsItWas() {
    NetworkImport apart =
        imported(answering(builder.relu("r", builder.input("x", Shape.of(3))), 3));

    assertSame(apart, TrialRun.keepingSamplesApart(apart));
  }

  /** As dynamic quantisation does: the scale is that of all samples of a batch. */
  @Test
  void keepingSamplesApart_oneThatScalesByTheBatch_takesOneAtATime() {
    String x = builder.input("x", Shape.of(2));
    String most = builder.node("ReduceMax", "most", List.of(x), NONE.withInteger("keepdims", 1));
    String scaled = builder.node("Div", "scaled", List.of(x, most), NONE);
    Network mixing = builder.output(builder.softmax("probabilities", scaled)).build();

    NetworkImport tried = TrialRun.keepingSamplesApart(imported(mixing));

    assertEquals(OptionalInt.of(1), tried.network().inputs().get(0).batch());
    assertEquals(
        List.of("it takes one sample at a time here: what it makes of one depends on the others"),
        tried.remarks());
  }

  @Test
  void keepingSamplesApart_severalInputs_areRefusedByName() {
    String both =
        builder.add(
            "both", builder.input("image", Shape.of(2)), builder.input("mask", Shape.of(2)));
    NetworkImport two = imported(builder.output(builder.softmax("probabilities", both)).build());

    var refusal =
        assertThrows(UnsuitableNetworkException.class, () -> TrialRun.keepingSamplesApart(two));
    assertTrue(refusal.getMessage().contains("the inputs [image, mask]"), refusal.getMessage());
  }

  @Test
  void keepingSamplesApart_aMapForAnswer_isRefused() {
    Network map =
        builder.output(builder.relu("map", builder.input("x", Shape.of(2, 4, 4)))).build();

    var refusal =
        assertThrows(
            UnsuitableNetworkException.class, () -> TrialRun.keepingSamplesApart(imported(map)));
    assertTrue(refusal.getMessage().contains("2×4×4 numbers of a sample"), refusal.getMessage());
  }

  @Test
  void keepingSamplesApart_noNumberForAnswer_isRefused() {
    String x = builder.input("x", Shape.of(2));
    String none =
        builder.node(
            "Div",
            "none",
            List.of(
                builder.add("zero", x, builder.node("Neg", "minus", List.of(x), NONE)),
                builder.constant("nil", Tensor.of(Shape.of(), 0))),
            NONE);
    Network nan = builder.output(none).build();

    var refusal =
        assertThrows(
            UnsuitableNetworkException.class, () -> TrialRun.keepingSamplesApart(imported(nan)));
    assertTrue(refusal.getMessage().contains("makes no number"), refusal.getMessage());
  }

  @Test
  void keepingSamplesApart_randomNumbersInside_areRefused() {
    String x = builder.input("x", Shape.of(3));
    String noise = builder.node("RandomNormalLike", "noise", List.of(x), NONE);
    String noisy = builder.softmax("probabilities", builder.add("noisy", x, noise));
    NetworkImport random = imported(builder.output(noisy).build());

    var refusal =
        assertThrows(UnsuitableNetworkException.class, () -> TrialRun.keepingSamplesApart(random));
    assertTrue(
        refusal.getMessage().contains("as node noise (RandomNormalLike) draws numbers"),
        refusal.getMessage());
  }
}
