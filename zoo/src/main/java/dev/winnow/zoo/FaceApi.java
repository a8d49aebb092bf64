package dev.winnow.zoo;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.zoo.TensorflowLayers.Flow;
import java.util.List;

/** What the networks of the npm package face-api.js have in common: 112 × 112 pixels of a face. */
final class FaceApi {
  private static final NpmPackage ORIGIN =
      new NpmPackage(
          "@vladmandic/face-api",
          "1.7.15",
          "sha512-WDMmK3CfNLo8jylWqMoQgf4nIst3M0fzx1dnac96wv/dvMTN4DxC/Pq1DGtduDk1lktCamQ3MIDXFnvrdHTXDw==");
  private static final int SIZE = 112;
  private static final List<Double> MEANS = List.of(122.782, 117.001, 104.298);
  private static final String FOLDER = "package/model/";
  private static final int MOST_BYTES = 1 << 20;

  private FaceApi() {}

  static NpmPackage origin() {
    return ORIGIN;
  }

  /**
   * How images are prepared: (pixel − mean) / scale, letterboxed.
   *
   * @param scale of pixels, the same for all channels
   */
  static ImageSpec preprocessing(double scale) {
    return new ImageSpec(
        SIZE,
        SIZE,
        1.0,
        ImageSpec.Fit.LETTERBOX,
        ImageSpec.Colour.RGB,
        new Normalization(MEANS, List.of(scale, scale, scale)));
  }

  /** The image, as a network's input. */
  static Flow image(NetworkBuilder network) {
    return new Flow(network.input("image", Shape.of(3, SIZE, SIZE)), 3, SIZE);
  }

  /**
   * The weights of a network.
   *
   * @param model name of its files without their endings
   */
  static TfjsWeights weights(Tarball files, String model) {
    String manifest = model + "-weights_manifest.json";
    return TfjsWeights.read(
        manifest,
        files.file(FOLDER + manifest, MOST_BYTES),
        files.file(FOLDER + model + ".bin", MOST_BYTES));
  }

  /**
   * A card.
   *
   * @param what is what of the package, such as "age and gender network"
   * @param done to it, at the end of a sentence
   */
  static ModelCard card(List<String> labels, ImageSpec preprocessing, String what, String done) {
    return ModelCard.of(labels, preprocessing)
        .from(
            "MIT",
            "%s of npm %s %s (%s), Copyright (c) Vladimir Mandic; %s"
                .formatted(what, ORIGIN.name(), ORIGIN.version(), ORIGIN.integrity(), done));
  }
}
