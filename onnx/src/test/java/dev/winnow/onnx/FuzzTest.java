package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.WinnowException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged files end in a sentence or are read after all; nothing else may happen. */
class FuzzTest {
  private static final int DAMAGED = 4000;
  private static final int OPENED = 400;

  @Test
  void parse_damagedBytes_succeedsOrSaysWhatIsWrong() {
    byte[] sound = manyOperators().toBytes();
    int refused = 0;
    for (int seed = 0; seed < DAMAGED; seed++) {
      try {
        Network network = Network.parse("damaged", damaged(sound, seed));
        network.nodes().forEach(node -> assertFalse(node.name().isEmpty()));
        network.metadata();
      } catch (WinnowException e) {
        assertOneSentence(e, seed);
        refused++;
      }
    }
    assertTrue(refused > DAMAGED / 4, "only " + refused + " were refused");
  }

  @Test
  void open_damagedBytes_succeedsOrSaysWhatIsWrong() {
    byte[] sound = manyOperators().toBytes();
    int opened = 0;
    for (int seed = 0; seed < OPENED; seed++) {
      try {
        Network network = Network.parse("damaged", damaged(sound, seed));
        network.cuts().forEach(cut -> assertTrue(cut.floats() >= 0));
        Session.open(network, 1).close();
        opened++;
      } catch (WinnowException e) {
        assertOneSentence(e, seed);
      }
    }
    assertTrue(opened > OPENED / 20, "only " + opened + " were opened");
  }

  /** ONNX Runtime 1.29 itself ends the process on these; a kernel is larger than its input. */
  @Test
  void cuts_aSliceOfANegativeExtent_isRefused() {
    NetworkBuilder builder = NetworkBuilder.named("negative");
    String x = builder.input("x", Shape.of(1, 6, 6));
    Attributes far = Attributes.none().withIntegers("dilations", 28, 1);
    x = builder.conv("conv", x, Tensor.allocate(Shape.of(1, 1, 3, 3)), far);
    List<String> sliced =
        List.of(
            x, builder.integers("from", 0), builder.integers("to", 4), builder.integers("axis", 2));
    builder.output(builder.node("Slice", "slice", sliced, Attributes.none()));

    String sentence = Refusals.sentence(UnsupportedNetworkException.class, builder::build);
    assertTrue(sentence.startsWith("negative cannot be used: node conv (Conv): "), sentence);
  }

  @Test
  void parse_namesThatSteerATerminal_arePrintedWithoutEffect() {
    NetworkBuilder builder = NetworkBuilder.named("evil");
    builder.input("x", Shape.of(1));
    builder.node("Relu", "a\n\u001b[31m\u202eb", List.of("nowhere"), Attributes.none());

    assertEquals(
        "evil is not a sound ONNX network: node a??[31m?b (Relu) takes the tensor \"nowhere\","
            + " which nothing makes; export or fetch it again",
        Refusals.sentence(MalformedNetworkException.class, () -> builder.output("x").build()));
  }

  private static void assertOneSentence(WinnowException e, int seed) {
    String sentence = String.valueOf(e.getMessage());
    assertTrue(sentence.startsWith("damaged "), () -> "seed " + seed + ": " + sentence);
    assertTrue(sentence.length() <= 1001, () -> "seed " + seed + ": " + sentence);
    assertTrue(sentence.lines().count() == 1, () -> "seed " + seed + ": " + sentence);
  }

  private static byte[] damaged(byte[] sound, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = sound.clone();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int place = random.nextInt(bytes.length);
      bytes[place] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) (bytes[place] ^ (1 << random.nextInt(8)));
            case 2 -> 0;
            default -> (byte) 0xff;
          };
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** A network of many operators and few weights, so that damage mostly hits structure. */
  private static Network manyOperators() {
    NetworkBuilder builder = NetworkBuilder.named("many");
    Attributes none = Attributes.none();
    Attributes window = none.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
    String x = builder.input("x", Shape.of(2, 6, 6));
    Attributes grouped =
        none.withInteger("group", 2)
            .withIntegers("pads", 1, 1, 1, 1)
            .withIntegers("dilations", 1, 1);
    x = builder.conv("conv", x, Tensor.allocate(Shape.of(2, 1, 3, 3)), grouped);
    x = builder.maxPool("pool", x, window.withIntegers("pads", 0, 0, 1, 1));
    String weight = builder.constant("weight", Tensor.allocate(Shape.of(2, 2, 2, 2)));
    x = builder.node("ConvTranspose", "up", List.of(x, weight), none.withIntegers("strides", 2, 2));
    builder.node("Split", "split", List.of(x), List.of("a", "b"), none.withInteger("axis", 1));
    x = builder.node("Concat", "concat", List.of("b", "a"), none.withInteger("axis", 1));
    String from = builder.integers("from", 0);
    String to = builder.integers("to", 4);
    x = builder.node("Slice", "slice", List.of(x, from, to, builder.integers("axis", 2)), none);
    String scales = builder.constant("scales", Tensor.of(Shape.of(4), 1, 1, 2, 2));
    x = builder.node("Resize", "resize", List.of(x, "", scales), none.withText("mode", "nearest"));
    String pads = builder.integers("pads", 0, 0, 1, 1, 0, 0, 1, 1);
    x = builder.node("Pad", "pad", List.of(x, pads), none.withText("mode", "constant"));
    x = builder.node("ReduceMean", "mean", List.of(x), none.withIntegers("axes", 2, 3));
    x = builder.node("Reshape", "flat", List.of(x, builder.integers("shape", 0, -1)), none);
    x = builder.gemm("fc", x, Tensor.allocate(Shape.of(3, 2)), Tensor.allocate(Shape.of(3)));
    return builder.output(builder.softmax("y", x)).build();
  }
}
