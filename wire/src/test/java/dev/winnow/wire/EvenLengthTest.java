package dev.winnow.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever sees only how long a request in JSON is learns nothing about its numbers. */
class EvenLengthTest {
  private static final int ROWS = 1_000;

  private static byte[] json(float... values) {
    Tensor feature = Tensor.of(Shape.of(1, values.length), values);
    return new InferenceRequest(
            Optional.empty(),
            List.of(new NamedTensor("feature", feature)),
            List.of(new RequestedOutput("y", false)),
            false)
        .encodeJson()
        .toBytes();
  }

  private static float[] filled(float value) {
    float[] values = new float[ROWS];
    Arrays.fill(values, value);
    return values;
  }

  /** Any bits, which are mostly very large or very small numbers. */
  private static float[] anyFinite(Random random) {
    float[] values = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      do {
        values[i] = Float.intBitsToFloat(random.nextInt());
      } while (!Float.isFinite(values[i]));
    }
    return values;
  }

  /** Numbers as features have them, some of them round. */
  private static float[] usual(Random random) {
    float[] values = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = i % 3 == 0 ? random.nextInt(5) - 2 : (float) random.nextGaussian();
    }
    return values;
  }

  private static void assertReadBack(float[] values) throws IOException {
    byte[] bytes = json(values);
    float[] decoded =
        InferenceRequest.decode(ByteBuffer.wrap(bytes), OptionalInt.empty())
            .inputs()
            .get(0)
            .tensor()
            .toArray();
    try (JsonParser parser = new JsonFactory().createParser(bytes)) {
      while (!"data".equals(parser.currentName())) {
        parser.nextToken();
      }
      assertEquals(JsonToken.START_ARRAY, parser.nextToken());
      for (int i = 0; i < values.length; i++) {
        parser.nextToken();
        int bits = Float.floatToRawIntBits(values[i]);
        String value = Float.toString(values[i]);
        assertEquals(bits, Float.floatToRawIntBits(decoded[i]), value);
        assertEquals(bits, Float.floatToRawIntBits(parser.getFloatValue()), value);
        // As servers read it that have no other number.
        assertEquals(bits, Float.floatToRawIntBits((float) parser.getDoubleValue()), value);
      }
      assertEquals(JsonToken.END_ARRAY, parser.nextToken());
    }
  }

  @Test
  void encodeJson_anyValues_takesTheSameBytes() {
    int length = json(filled(0)).length;

    float[] extremes = {
      -0f,
      1,
      -1,
      0.1f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      -Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Math.nextDown(Float.MIN_NORMAL),
      1e7f,
      9999999f,
      1e-3f,
    };
    for (float extreme : extremes) {
      assertEquals(length, json(filled(extreme)).length, Float.toString(extreme));
    }
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(length, json(anyFinite(new Random(seed))).length);
      assertEquals(length, json(usual(new Random(seed))).length);
    }
  }

  @Test
  void encodeJson_anyFiniteValue_isReadBackToTheBit() throws IOException {
    assertReadBack(
        new float[] {
          0f,
          -0f,
          Float.MIN_VALUE,
          -Float.MIN_VALUE,
          Math.nextDown(Float.MIN_NORMAL),
          Float.MIN_NORMAL,
          Float.MAX_VALUE,
          -Float.MAX_VALUE,
          1e7f,
          0.002f,
          1e10f,
          1 << 24,
          0.1f,
          1 / 3f
        });
    for (int seed = 0; seed < 20; seed++) {
      assertReadBack(anyFinite(new Random(seed)));
      assertReadBack(usual(new Random(seed)));
    }
  }

  @Test
  void encodeJson_aNumber_takesSixteenBytes() {
    assertEquals(16, json(1, 2).length - json(1).length);
    String text = new String(json(-Float.MIN_NORMAL, 1), StandardCharsets.UTF_8);
    assertTrue(text.contains(",1.0            ]"), text);
  }
}
