package dev.winnow.edge;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Interval;
import dev.winnow.core.Manifest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.Normalization;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An extractor whose features a person can compute: the means of red, green and blue, from 0 to 1.
 */
final class Tiny {
  static final List<Interval> BOUNDS = Collections.nCopies(3, new Interval(0, 1));
  static final Shape FEATURE = Shape.of(3);
  static final List<String> LABELS = List.of("red", "green", "blue");

  private Tiny() {}

  static byte[] network() {
    NetworkBuilder builder = NetworkBuilder.named("tiny");
    String image = builder.input("image", preprocessing().shape());
    String means = builder.flatten("means", builder.globalAveragePool("pool", image));
    return builder.output(means).build().toBytes();
  }

  static ImageSpec preprocessing() {
    return new ImageSpec(
        8,
        8,
        1,
        ImageSpec.Fit.STRETCH,
        ImageSpec.Colour.RGB,
        new Normalization(List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0)));
  }

  static ExtractorPackage extractor() {
    return extractor("means", FEATURE, LABELS);
  }

  /** A package of a version. */
  static ExtractorPackage versioned(String name, String version) {
    return ExtractorPackage.of(
        manifest(name, version, network(), "means", FEATURE, LABELS), network());
  }

  /** A package whose manifest claims another feature or has other labels. */
  static ExtractorPackage extractor(String feature, Shape shape, List<String> labels) {
    return extractor(network(), feature, shape, labels);
  }

  /** A package of another network. */
  static ExtractorPackage extractor(byte[] network) {
    return extractor(network, "means", FEATURE, LABELS);
  }

  /** A package that names a mechanism. */
  static ExtractorPackage randomised(Mechanism mechanism) {
    return randomised(network(), mechanism);
  }

  /** A package of another network that names a mechanism. */
  static ExtractorPackage randomised(byte[] network, Mechanism mechanism) {
    Manifest plain = extractor(network).manifest();
    return ExtractorPackage.of(plain.withMechanism(mechanism), network);
  }

  /** Gaussian noise for the three means. */
  static Mechanism gaussian(double permanent, double fresh) {
    return new GaussianNoise(BOUNDS, permanent, fresh);
  }

  /** Two levels for each of the three means, the one or the other of which is flipped at times. */
  static Mechanism response(double permanent, double fresh) {
    return RandomizedResponse.of(BOUNDS, 2, permanent, fresh);
  }

  /** A network that looks up what is not there, of whatever image, and so cannot be run. */
  static byte[] breaking() {
    NetworkBuilder builder = NetworkBuilder.named("breaking");
    String image = builder.input("image", preprocessing().shape());
    String pooled = builder.flatten("pooled", builder.globalAveragePool("pool", image));
    String far = builder.constant("far", Tensor.of(Shape.of(), 1e6f));
    String away = builder.node("Add", "away", List.of(pooled, far), Attributes.none());
    Attributes whole = Attributes.none().withInteger("to", 7);
    String places = builder.node("Cast", "places", List.of(away), whole);
    String table = builder.constant("table", Tensor.allocate(Shape.of(3)));
    String means = builder.node("Gather", "means", List.of(table, places), Attributes.none());
    return builder.output(means).build().toBytes();
  }

  /** A network that makes NaN of a black image. */
  static byte[] unsound() {
    NetworkBuilder builder = NetworkBuilder.named("unsound");
    String image = builder.input("image", preprocessing().shape());
    String pooled = builder.flatten("pooled", builder.globalAveragePool("pool", image));
    String means = builder.node("Div", "means", List.of(pooled, pooled), Attributes.none());
    return builder.output(means).build().toBytes();
  }

  /** A network that draws a number, however small, and adds it. */
  static byte[] jittering() {
    NetworkBuilder builder = NetworkBuilder.named("jittering");
    String image = builder.input("image", preprocessing().shape());
    String pooled = builder.flatten("pooled", builder.globalAveragePool("pool", image));
    Attributes little = Attributes.none().withNumber("low", -1e-3f).withNumber("high", 1e-3f);
    String drawn = builder.node("RandomUniformLike", "drawn", List.of(pooled), little);
    return builder.output(builder.add("means", pooled, drawn)).build().toBytes();
  }

  private static ExtractorPackage extractor(
      byte[] network, String feature, Shape shape, List<String> labels) {
    return ExtractorPackage.of(manifest("colour", "1", network, feature, shape, labels), network);
  }

  private static Manifest manifest(
      String name,
      String version,
      byte[] network,
      String feature,
      Shape shape,
      List<String> labels) {
    Digest digest = Digest.of(network);
    return new Manifest(
        name,
        version,
        preprocessing(),
        new NetworkExtractor(
            "image",
            new NetworkExtractor.CutPoint("means", "means", "Flatten", 1),
            Embedding.SIMPLE,
            new NetworkExtractor.Feature(feature, shape),
            digest),
        new AnalyzerSpec(List.of(new OutputHead.Classification("probabilities", labels)), digest),
        Provenance.here(Map.of()));
  }
}
