package dev.winnow.zoo;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.zoo.TensorflowLayers.Flow;
import java.util.List;

/**
 * Tells one of seven expressions from a face: the expression network of face-api.js, {@link
 * DenseBlocks} and one dense layer, 0.3 million weights in all. The input is (pixel − mean) / 255.
 */
final class FaceExpression implements Recipe {
  private static final List<String> EXPRESSIONS =
      List.of("neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised");
  private static final ImageSpec PREPROCESSING = FaceApi.preprocessing(255);

  @Override
  public String name() {
    return "face-expression";
  }

  @Override
  public String about() {
    return "one of seven expressions from a face, a small dense network from npm "
        + origin().spec();
  }

  @Override
  public NpmPackage origin() {
    return FaceApi.origin();
  }

  @Override
  public Network make(Tarball files) {
    TfjsWeights weights = FaceApi.weights(files, "face_expression_model");
    NetworkBuilder network = NetworkBuilder.named(name());
    TensorflowLayers layers = new TensorflowLayers(network, weights);
    Flow features = new DenseBlocks(layers).features(FaceApi.image(network));
    String logits =
        layers.dense("fc", layers.mean("mean", features), features.channels(), EXPRESSIONS.size());
    ModelCard card =
        FaceApi.card(EXPRESSIONS, PREPROCESSING, "expression network", "weights dequantised");
    return network.output(network.softmax("expression", logits)).card(card).build();
  }
}
