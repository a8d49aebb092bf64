package dev.winnow.zoo;

import dev.winnow.core.Json;
import dev.winnow.core.Shape;
import dev.winnow.core.StrictObject;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The drawn weights and inputs of {@code src/test/fixtures/face-api-oracle.cjs}, once more.
 *
 * @param model name of the network's files in the package
 * @param network what we call it
 */
record SyntheticWeights(String model, String network) {
  static final SyntheticWeights GENDER = new SyntheticWeights("age_gender_model", "face-gender");
  static final SyntheticWeights EXPRESSION =
      new SyntheticWeights("face_expression_model", "face-expression");

  String manifestFile() {
    return "package/model/" + model + "-weights_manifest.json";
  }

  String valuesFile() {
    return "package/model/" + model + ".bin";
  }

  /** A package of them. */
  Tarball tarball(Path folder) {
    return Tarballs.verified(
        folder, Tarballs.of(Map.of(manifestFile(), manifest(), valuesFile(), values())));
  }

  byte[] manifest() {
    return resource(network + "-weights.json");
  }

  /** What face-api makes of {@link #inputs}, a row each. */
  List<StrictObject> answers() {
    return Json.readObject("oracle", resource(network + "-oracle.json")).objects("rows");
  }

  byte[] values() {
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

  private static byte[] resource(String name) {
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
