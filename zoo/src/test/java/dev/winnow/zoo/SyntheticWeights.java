package dev.winnow.zoo;

import dev.winnow.core.Json;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The drawn weights and inputs of {@code src/test/fixtures/face-gender-oracle.cjs}, once more. */
final class SyntheticWeights {
  static final String MANIFEST = "package/model/age_gender_model-weights_manifest.json";
  static final String VALUES = "package/model/age_gender_model.bin";

  private SyntheticWeights() {}

  /** A package of them. */
  static Tarball tarball(Path folder) {
    return Tarballs.verified(folder, Tarballs.of(Map.of(MANIFEST, manifest(), VALUES, values())));
  }

  static byte[] manifest() {
    return resource("face-gender-weights.json");
  }

  static byte[] values() {
    int count = 0;
    for (var weight : Json.readObjects("manifest", manifest()).get(0).objects("weights")) {
      count += new Shape(weight.integerList("shape")).size();
    }
    return bytes(1, count);
  }

  /** Two inputs, prepared. */
  static Tensor inputs() {
    Tensor inputs = Tensor.allocate(Shape.of(2, 3, 112, 112));
    for (int row = 0; row < 2; row++) {
      var buffer = inputs.rows(row, row + 1).buffer();
      for (byte value : bytes(100 + row, buffer.capacity())) {
        buffer.put(((value & 0xFF) - 128) / 256f);
      }
    }
    return inputs;
  }

  static byte[] resource(String name) {
    try (InputStream in = SyntheticWeights.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Numerical Recipes' linear congruential generator; its top byte is the next value. */
  private static byte[] bytes(int seed, int count) {
    byte[] drawn = new byte[count];
    int state = seed;
    for (int i = 0; i < count; i++) {
      state = state * 1664525 + 1013904223;
      drawn[i] = (byte) (state >>> 24);
    }
    return drawn;
  }
}
