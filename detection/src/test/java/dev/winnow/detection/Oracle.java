package dev.winnow.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What {@code src/test/fixtures/detection-oracle.py} drew and wrote. */
final class Oracle {
  private Oracle() {}

  static JsonNode read(String name) {
    try (InputStream in = Objects.requireNonNull(Oracle.class.getResourceAsStream(name))) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Numerical Recipes' linear congruential generator; its top byte is the next value. */
  static float[] drawn(int seed, int count, double low, double high) {
    float[] values = new float[count];
    long state = seed;
    for (int i = 0; i < count; i++) {
      state = (state * 1664525 + 1013904223) & 0xFFFFFFFFL;
      values[i] = (float) (low + (high - low) * (state >> 24) / 255);
    }
    return values;
  }

  static Tensor drawn(int seed, Shape shape, double low, double high) {
    return Tensor.of(shape, drawn(seed, shape.size(), low, high));
  }
}
