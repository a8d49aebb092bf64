package dev.winnow.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small valid package for the tests of this room. */
final class Manifests {
  static final byte[] NETWORK = "not really a network".getBytes(StandardCharsets.UTF_8);

  private Manifests() {}

  static Preprocessing preprocessing() {
    return new Preprocessing(
        112,
        112,
        0.45,
        Preprocessing.Fit.LETTERBOX,
        Preprocessing.Colour.RGB,
        List.of(122.782, 117.001, 104.298),
        List.of(256.0, 256.0, 256.0));
  }

  static Manifest manifest() {
    return new Manifest(
        "gender",
        "1",
        preprocessing(),
        "image",
        new Manifest.CutPoint("pool5", "block5/pool", "MaxPool"),
        Embedding.SIMPLE,
        new Manifest.Feature("pool5", Shape.of(512, 7, 7)),
        new Manifest.Answer("probabilities", List.of("male", "female")),
        Digest.of(NETWORK),
        Digest.of(new byte[] {1}),
        new Provenance(
            Optional.of(7L),
            Optional.of(Digest.of(new byte[] {2})),
            Map.of("winnow", "0"),
            "here"));
  }
}
