package dev.winnow.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.WinnowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TfjsWeightsTest {
  private static final String BYTES =
      ",\"quantization\":{\"dtype\":\"uint8\",\"scale\":0.5,\"min\":-2}";

  private static String weight(String name, String shape, String more) {
    return "{\"name\":\"%s\",\"shape\":%s,\"dtype\":\"float32\"%s}".formatted(name, shape, more);
  }

  private static TfjsWeights read(String weights, byte... values) {
    String manifest = "[{\"weights\":[%s],\"paths\":[\"w.bin\"]}]".formatted(weights);
    return TfjsWeights.read("manifest", manifest.getBytes(UTF_8), values);
  }

  private static void assertRefused(String sentence, String weights, byte... values) {
    var refusal = assertThrows(WinnowException.class, () -> read(weights, values));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  @Test
  void tensor_quantised_isByteTimesScalePlusMin() {
    Tensor tensor =
        read(weight("w", "[3]", BYTES), (byte) 0, (byte) 1, (byte) 255).tensor("w", Shape.of(3));

    assertArrayEquals(new float[] {-2, -1.5f, 125.5f}, tensor.toArray());
  }

  @Test
  void tensor_floats_areLittleEndianAndFollowOneAnother() {
    byte[] values =
        ByteBuffer.allocate(9)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(0.25f)
            .put((byte) 4)
            .putFloat(-3)
            .array();

    TfjsWeights weights =
        read(
            weight("a", "[1]", "") + "," + weight("b", "[1]", BYTES) + "," + weight("c", "[]", ""),
            values);

    assertEquals(0.25f, weights.tensor("a", Shape.of(1)).toArray()[0]);
    assertEquals(0f, weights.tensor("b", Shape.of(1)).toArray()[0]);
    assertEquals(-3f, weights.tensor("c", Shape.of()).toArray()[0]);
  }

  /** Values from the tables of IEEE 754: one, minus two, the largest, the smallest, a third. */
  @Test
  void tensor_halves_areIeeeFloatsOf16Bits() {
    String half = ",\"quantization\":{\"dtype\":\"float16\",\"original_dtype\":\"float32\"}";
    ByteBuffer values = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits : new int[] {0x3C00, 0xC000, 0x7BFF, 0x0001, 0x3555}) {
      values.putShort((short) bits);
    }

    Tensor tensor = read(weight("w", "[5]", half), values.array()).tensor("w", Shape.of(5));

    assertArrayEquals(new float[] {1, -2, 65504, 5.9604645e-8f, 0.33325195f}, tensor.toArray());
    assertRefused("not finite", weight("w", "[1]", half), (byte) 0, (byte) 0x7C);
  }

  /** What operators are set with is stored among the weights. */
  @Test
  void read_wholeNumbersAndInfiniteScalars_areNoFault() {
    byte[] values =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(-7)
            .putInt(9)
            .putFloat(Float.NEGATIVE_INFINITY)
            .putFloat(3)
            .array();
    String integers = "{\"name\":\"a\",\"shape\":[2],\"dtype\":\"int32\"},";

    TfjsWeights weights =
        read(integers + weight("b", "[]", "") + "," + weight("c", "[1]", ""), values);

    assertArrayEquals(new float[] {-7, 9}, weights.tensor("a", Shape.of(2)).toArray());
    assertEquals(3, weights.tensor("c", Shape.of(1)).toArray()[0]);
  }

  @Test
  void transposed_filterOfTensorFlow_hasOutputChannelsFirst() {
    // height 1, width 2, 2 inputs, 3 outputs: value = 6 · column + 3 · input + output
    TfjsWeights weights =
        read(weight("w", "[1,2,2,3]", BYTES), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

    Tensor moved = weights.transposed("w", Shape.of(1, 2, 2, 3), 3, 2, 0, 1);

    assertEquals(Shape.of(3, 2, 1, 2), moved.shape());
    // output 2, input 1, columns 0 and 1
    assertEquals((6 * 0 + 3 * 1 + 2) * 0.5f - 2, moved.toArray()[2 * 4 + 1 * 2]);
    assertEquals((6 * 1 + 3 * 1 + 2) * 0.5f - 2, moved.toArray()[2 * 4 + 1 * 2 + 1]);
  }

  @Test
  void tensor_missingOrOfAnotherShape_isRefusedByName() {
    TfjsWeights weights = read(weight("w", "[2]", BYTES), new byte[2]);

    var missing =
        assertThrows(RefusedPackageException.class, () -> weights.tensor("v", Shape.of(2)));
    var other =
        assertThrows(RefusedPackageException.class, () -> weights.tensor("w", Shape.of(1, 2)));

    assertEquals(
        "manifest has no tensor v of shape 2, which the network needs; its layout is not the one"
            + " this version of Winnow knows",
        missing.getMessage());
    assertTrue(other.getMessage().startsWith("manifest has no tensor w of shape 1×2"));
  }

  @Test
  void read_tooFewOrTooManyValues_areRefused() {
    assertRefused("needs 3 bytes and 2 are left", weight("w", "[3]", BYTES), new byte[2]);
    assertRefused("needs 12 bytes and 11 are left", weight("w", "[3]", ""), new byte[11]);
    assertRefused("1 bytes more", weight("w", "[3]", BYTES), new byte[4]);
  }

  @Test
  void read_unknownKinds_areRefused() {
    String quarter = ",\"quantization\":{\"dtype\":\"float8\"}";
    String extra = ",\"sparse\":true";

    assertRefused(
        ".quantization.dtype must be \"uint8\"", weight("w", "[1]", quarter), new byte[2]);
    assertRefused("unknown field \"sparse\"", weight("w", "[1]", extra), new byte[4]);
    assertRefused("dtype must be \"float32\"", "{\"name\":\"w\",\"shape\":[1],\"dtype\":\"bool\"}");
  }

  @Test
  void read_impossibleShapes_areRefused() {
    assertRefused("shape is impossible", weight("w", "[-1]", BYTES));
    assertRefused("shape is impossible", weight("w", "[65536,65536]", BYTES));
  }

  @Test
  void read_valuesThatAreNotFinite_areRefused() {
    byte[] infinity = {0, 0, (byte) 0x80, 0x7f};

    assertRefused("not finite", weight("w", "[1]", ""), infinity);
    assertRefused(
        "not finite",
        weight("w", "[1]", ",\"quantization\":{\"dtype\":\"uint8\",\"scale\":1e300,\"min\":0}"),
        (byte) 1);
  }

  @Test
  void read_sameNameTwice_isRefused() {
    String weight = weight("w", "[1]", BYTES);

    assertRefused("stands for two tensors", weight + "," + weight, new byte[2]);
  }

  @Test
  void read_severalFilesOrGroups_areRefused() {
    String group = "{\"weights\":[],\"paths\":[\"a.bin\",\"b.bin\"]}";

    for (String manifest :
        new String[] {"[" + group + "]", "[" + group + "," + group + "]", "[]"}) {
      assertThrows(
          WinnowException.class,
          () -> TfjsWeights.read("manifest", manifest.getBytes(UTF_8), new byte[0]));
    }
  }
}
