package dev.winnow.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A small valid package for the tests of this room. */
final class Manifests {
  static final byte[] NETWORK = "not really a network".getBytes(StandardCharsets.UTF_8);

  private Manifests() {}

  static ImageSpec preprocessing() {
    return new ImageSpec(
        112,
        112,
        0.45,
        ImageSpec.Fit.LETTERBOX,
        ImageSpec.Colour.RGB,
        new Normalization(List.of(122.782, 117.001, 104.298), List.of(256.0, 256.0, 256.0)));
  }

  static Manifest manifest() {
    return manifest(new NetworkExtractor.Feature("pool5", Shape.of(512, 7, 7)));
  }

  /** The manifest of a reduced, clipped and randomised feature. */
  static Manifest randomised() {
    return manifest(
            new NetworkExtractor.Feature("pool5.reduced", Shape.of(3), OptionalDouble.of(0.25)))
        .withMechanism(
            new GaussianNoise(
                List.of(new Interval(-1, 1), new Interval(-0.5, 2), new Interval(0, 0.25)),
                0.2,
                0.1));
  }

  private static Manifest manifest(NetworkExtractor.Feature feature) {
    return new Manifest(
        "gender",
        "1",
        preprocessing(),
        new NetworkExtractor(
            "image",
            new NetworkExtractor.CutPoint("pool5", "block5/pool", "MaxPool", 0.75),
            Embedding.SIMPLE,
            feature,
            Digest.of(NETWORK)),
        new AnalyzerSpec(
            List.of(new OutputHead.Classification("probabilities", List.of("male", "female"))),
            Digest.of(new byte[] {1})),
        new Provenance(
            Optional.of(7L),
            Optional.of(Digest.of(new byte[] {2})),
            Map.of("winnow", "0"),
            "here"));
  }
}
