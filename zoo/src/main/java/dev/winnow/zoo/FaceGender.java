package dev.winnow.zoo;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Preprocessing;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.zoo.XceptionLayers.Flow;
import java.util.List;

/**
 * Tells a man's face from a woman's: the age and gender network of face-api.js, a small Xception
 * (<a href="https://arxiv.org/abs/1610.02357">Chollet 2017</a>) of 0.42 million weights.
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
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(
          SIZE,
          SIZE,
          1.0,
          Preprocessing.Fit.LETTERBOX,
          Preprocessing.Colour.RGB,
          List.of(122.782, 117.001, 104.298),
          List.of(256.0, 256.0, 256.0));

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
    XceptionLayers layers = new XceptionLayers(network, weights);
    Flow x = new Flow(network.input("image", PREPROCESSING.shape()), 3, SIZE);
    x = entryFlow(layers, x);
    x = middleFlow(layers, x);
    x = exitFlow(layers, x);
    String logits = layers.dense("fc/gender", layers.mean("mean", x), 512, 2);
    return network.output(network.softmax("gender", logits)).card(card()).build();
  }

  private static Flow entryFlow(XceptionLayers layers, Flow image) {
    Flow x = layers.convolution("entry_flow/conv_in", image, 32, 3, 2);
    x = layers.relu("entry_flow/relu", x);
    x = reductionBlock(layers, "entry_flow/reduction_block_0", x, x, 64);
    return activatedReductionBlock(layers, "entry_flow/reduction_block_1", x, 128);
  }

  private static Flow middleFlow(XceptionLayers layers, Flow entered) {
    Flow x = mainBlock(layers, "middle_flow/main_block_0", entered);
    return mainBlock(layers, "middle_flow/main_block_1", x);
  }

  private static Flow exitFlow(XceptionLayers layers, Flow middle) {
    Flow x = activatedReductionBlock(layers, "exit_flow/reduction_block", middle, 256);
    x = layers.separableConvolution("exit_flow/separable_conv", x, 512);
    return layers.relu("exit_flow/relu", x);
  }

  /** Halves the size, with a way round: the block's sum has the block's name. */
  private static Flow reductionBlock(
      XceptionLayers layers, String name, Flow x, Flow activated, int channels) {
    Flow y = layers.separableConvolution(name + "/separable_conv0", activated, channels);
    y = layers.relu(name + "/relu1", y);
    y = layers.separableConvolution(name + "/separable_conv1", y, channels);
    y = layers.maxPool(name + "/max_pool", y);
    Flow round = layers.convolution(name + "/expansion_conv", x, channels, 1, 2);
    return layers.sum(name, y, round);
  }

  /** As {@link #reductionBlock}; the way round takes what was there before the activation. */
  private static Flow activatedReductionBlock(
      XceptionLayers layers, String name, Flow x, int channels) {
    return reductionBlock(layers, name, x, layers.relu(name + "/relu0", x), channels);
  }

  /** Keeps size and channels and adds the block's input; the sum has the block's name. */
  private static Flow mainBlock(XceptionLayers layers, String name, Flow x) {
    Flow y = x;
    for (int i = 0; i < 3; i++) {
      y = layers.relu(name + "/relu" + i, y);
      y = layers.separableConvolution(name + "/separable_conv" + i, y, x.channels());
    }
    return layers.sum(name, y, x);
  }

  private ModelCard card() {
    NpmPackage origin = origin();
    return ModelCard.of(List.of("male", "female"), PREPROCESSING)
        .from(
            "MIT",
            "age and gender network of npm %s %s (%s), weights dequantised, without its age output"
                .formatted(origin.name(), origin.version(), origin.integrity()));
  }
}
