package dev.winnow.zoo;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.List;
import java.util.Optional;

/**
 * Tells people apart: a face recogniser of 1.2 million weights, from a face of 112 × 112 pixels to
 * 512 values whose angle is small for one person. For attacking, not for serving: it is what {@code
 * audit --recogniser} looks with.
 */
final class FaceEmbedding implements Recipe {
  private static final String FILE = "package/model/fr_feature.onnx";
  private static final int MOST_BYTES = 1 << 23;
  private static final int SIZE = 112;
  private static final List<Double> MEANS = List.of(127.0, 127.0, 127.0);
  private static final List<Double> SCALES = List.of(128.0, 128.0, 128.0);

  @Override
  public String name() {
    return "face-recogniser";
  }

  @Override
  public String about() {
    return "who is who from faces, 512 values, to attack with: from npm " + origin().spec();
  }

  @Override
  public Optional<String> notice() {
    return Optional.of(
        "The package is under the MIT licence and does not say who trained this network, nor on whose faces; ask before you use it for anything but your own audits.");
  }

  @Override
  public NpmPackage origin() {
    return new NpmPackage(
        "faceplugin-face-recognition-js",
        "0.0.1",
        "sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==");
  }

  @Override
  public Network make(Tarball files) {
    ConversionOptions values =
        new ConversionOptions(Optional.empty(), Optional.of(OutputKind.REGRESSION));
    return NetworkImport.parse(name(), files.file(FILE, MOST_BYTES), values)
        .network()
        .withCard(card());
  }

  private ModelCard card() {
    NpmPackage origin = origin();
    ImageSpec preprocessing =
        new ImageSpec(
            SIZE,
            SIZE,
            1.0,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            new Normalization(MEANS, SCALES));
    return ModelCard.of(List.of(), preprocessing)
        .from(
            "MIT",
            "fr_feature.onnx of npm %s %s (%s); who trained it is not said"
                .formatted(origin.name(), origin.version(), origin.integrity()));
  }
}
