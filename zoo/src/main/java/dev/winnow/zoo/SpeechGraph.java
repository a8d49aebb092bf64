package dev.winnow.zoo;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Node;
import java.util.List;

/**
 * Puts a mel spectrogram and an embedding of 76 of its frames together to one network from sound to
 * the embeddings of all windows, one behind the other.
 *
 * <p>The embedding shrinks time by 8 and pads it nowhere, so that it makes of all frames at once
 * the very numbers that it makes of each window of 76, and every layer is computed once for windows
 * that share it. Operators are those that can be trained, in the place of a few that cannot: a
 * maximum with a constant is Clip, and the loudest value of a recording GlobalMaxPool. That is
 * taken of each recording and not, as in the package's file, of all that are in a batch.
 */
final class SpeechGraph {
  /** ONNX's number of the type of 32-bit floats. */
  private static final int FLOAT = 1;

  private final SpeechWindow window;
  private final Network embedding;
  private final MelWeights filters;

  /**
   * @param embedding of 76 × 32 values: Conv, LeakyRelu, Max with a constant, MaxPool, Reshape
   */
  SpeechGraph(SpeechWindow window, Network embedding, MelWeights filters) {
    this.window = window;
    this.embedding = embedding;
    this.filters = filters;
  }

  /**
   * The network, from {@code waveform} to {@code embedding}.
   *
   * @throws RefusedPackageException if the embedding is not of these operators
   */
  Network network(String name, ModelCard card) {
    NetworkBuilder network = NetworkBuilder.named(name);
    String mel = mel(network, network.input("waveform", Shape.of(window.samples())));
    String columns = columns(network, mel);
    Attributes order = Attributes.none().withIntegers("perm", 0, 2, 3, 1);
    String rows = network.node("Transpose", "windows", List.of(columns), order);
    return network.output(network.flatten("embedding", rows)).card(card).build();
  }

  /** Logarithms of the power in each band, at most 80 dB below the loudest, plus 2. */
  private String mel(NetworkBuilder network, String waveform) {
    String axis = network.integers("channel", 1);
    String x = network.node("Unsqueeze", "sound", List.of(waveform, axis), Attributes.none());
    String pads = network.integers("silence", 0, 0, window.before(), 0, 0, window.behind());
    x = network.node("Pad", "padded", List.of(x, pads), Attributes.none());
    String real = squared(network, "real", x, filters.real());
    String imaginary = squared(network, "imaginary", x, filters.imaginary());
    Attributes order = Attributes.none().withIntegers("perm", 0, 2, 1);
    x = network.add("power", real, imaginary);
    x = network.node("Transpose", "power/frames", List.of(x), order);
    String bands = fixed(network, "mel/filters", filters.unitBands());
    x = network.node("MatMul", "mel/bands", List.of(x, bands), Attributes.none());
    x = network.node("Unsqueeze", "mel/image", List.of(x, axis), Attributes.none());
    x = atLeast(network, "mel/positive", x, 1e-10f);
    x = network.node("Log", "mel/log", List.of(x), Attributes.none());
    x = arithmetic(network, "Mul", "mel/bel", x, (float) (1 / Math.log(10)));
    String loudest = network.node("GlobalMaxPool", "mel/loudest", List.of(x), Attributes.none());
    String floor = arithmetic(network, "Sub", "mel/floor", loudest, 8);
    x = network.node("Sub", "mel/above", List.of(x, floor), Attributes.none());
    x = network.relu("mel/audible", x);
    return network.add("mel", x, arithmetic(network, "Add", "mel/least", floor, 2));
  }

  private static String squared(NetworkBuilder network, String name, String x, Tensor filter) {
    Attributes hop = Attributes.none().withIntegers("strides", 160);
    String part =
        network.node("Conv", name, List.of(x, fixed(network, name + "/filter", filter)), hop);
    return network.node("Mul", name + "/power", List.of(part, part), Attributes.none());
  }

  /** What training leaves alone: a Fourier transform and its bands are no weights to be moved. */
  private static String fixed(NetworkBuilder network, String name, Tensor value) {
    String stored = network.constant(name + ".stored", value);
    return network.node("Cast", name, List.of(stored), Attributes.none().withInteger("to", FLOAT));
  }

  private static String arithmetic(
      NetworkBuilder network, String op, String name, String x, float number) {
    String constant = network.constant(name + ".number", Tensor.of(Shape.of(), number));
    return network.node(op, name, List.of(x, constant), Attributes.none());
  }

  private static String atLeast(NetworkBuilder network, String name, String x, float least) {
    String bound = network.constant(name + ".least", Tensor.of(Shape.of(), least));
    return network.node("Clip", name, List.of(x, bound), Attributes.none());
  }

  /** The layers of the embedding, numbered, over all frames. */
  private String columns(NetworkBuilder network, String mel) {
    String x = mel;
    int convolutions = 0;
    int pools = 0;
    for (Node node : embedding.nodes()) {
      x =
          switch (node.op()) {
            case "Conv" -> convolution(network, "conv" + ++convolutions, x, node);
            case "LeakyRelu" ->
                network.node(
                    "LeakyRelu", "conv" + convolutions + "/leaky", List.of(x), node.attributes());
            case "Max" ->
                atLeast(network, "conv" + convolutions + "/active", x, only(constant(node)));
            case "MaxPool" -> network.maxPool("pool" + ++pools, x, node.attributes());
            case "Reshape" -> x;
            default -> throw unknown(node.toString());
          };
    }
    return x;
  }

  private String convolution(NetworkBuilder network, String name, String x, Node node) {
    Tensor weight = constant(node);
    return node.inputs().size() > 2
        ? network.conv(name, x, weight, constant(node.input(2)), node.attributes())
        : network.conv(name, x, weight, node.attributes());
  }

  private Tensor constant(Node node) {
    return constant(node.input(1));
  }

  private Tensor constant(String name) {
    return embedding.constant(name).orElseThrow(() -> unknown("\"" + name + "\""));
  }

  private float only(Tensor constant) {
    if (constant.shape().size() != 1) {
      throw unknown("a maximum with " + constant.shape());
    }
    return constant.buffer().get(0);
  }

  private RefusedPackageException unknown(String part) {
    return new RefusedPackageException(
        "%s holds %s; its layout is not the one this version of Winnow knows"
            .formatted(embedding, part));
  }
}
