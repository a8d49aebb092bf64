package dev.winnow.zoo;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.zoo.TensorflowLayers.Flow;
import java.util.List;

/**
 * Tells a man's face from a woman's: the age and gender network of face-api.js, a {@link
 * TinyXception} and one dense layer, 0.42 million weights in all.
 *
 * <p>Its second output, the age, is left out: a service that needs the gender should not be handed
 * the age with it.
 *
 * <p>The input is (pixel − mean) / 256, as in face-api.js, which the weights come from. The package
 * itself divides by 255, which moves a probability by less than 0.01 and changed none of 1,000
 * answers on LFW.
 */
final class FaceGender implements Recipe {
  private static final String FOLDER = "package/model/";
  private static final String MANIFEST = "age_gender_model-weights_manifest.json";
  private static final String VALUES = "age_gender_model.bin";
  private static final int MOST_BYTES = 1 << 20;

  private static final int SIZE = 112;
  private static final ImageSpec PREPROCESSING =
      new ImageSpec(
          SIZE,
          SIZE,
          1.0,
          ImageSpec.Fit.LETTERBOX,
          ImageSpec.Colour.RGB,
          new Normalization(List.of(122.782, 117.001, 104.298), List.of(256.0, 256.0, 256.0)));

  @Override
  public String name() {
    return "face-gender";
  }

  @Override
  public String about() {
    return "male or female from a face, a small Xception from npm " + origin().spec();
  }

  @Override
  public NpmPackage origin() {
    return new NpmPackage(
        "@vladmandic/face-api",
        "1.7.15",
        "sha512-WDMmK3CfNLo8jylWqMoQgf4nIst3M0fzx1dnac96wv/dvMTN4DxC/Pq1DGtduDk1lktCamQ3MIDXFnvrdHTXDw==");
  }

  @Override
  public Network make(Tarball files) {
    byte[] manifest = files.file(FOLDER + MANIFEST, MOST_BYTES);
    byte[] values = files.file(FOLDER + VALUES, MOST_BYTES);
    return assemble(TfjsWeights.read(MANIFEST, manifest, values));
  }

  private Network assemble(TfjsWeights weights) {
    NetworkBuilder network = NetworkBuilder.named(name());
    TensorflowLayers layers = new TensorflowLayers(network, weights);
    Flow image = new Flow(network.input("image", PREPROCESSING.shape()), 3, SIZE);
    Flow features = new TinyXception(layers).features(image);
    String logits = layers.dense("fc/gender", layers.mean("mean", features), 512, 2);
    return network.output(network.softmax("gender", logits)).card(card()).build();
  }

  private ModelCard card() {
    NpmPackage origin = origin();
    return ModelCard.of(List.of("male", "female"), PREPROCESSING)
        .from(
            "MIT",
            "age and gender network of npm %s %s (%s), Copyright (c) Vladimir Mandic;"
                    .formatted(origin.name(), origin.version(), origin.integrity())
                + " weights dequantised, age output left out");
  }
}
