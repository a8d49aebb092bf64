package dev.winnow.learn.bottleneck;

import dev.winnow.core.Tensor;
import dev.winnow.learn.architecture.BottleneckHead;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.SplitNetwork;
import java.util.Map;
import java.util.Random;

/**
 * A network whose rest behind a cut has given way to an encoder and a decoder.
 *
 * @param parts of the network that was cut; the second teaches
 * @param layers names of the encoder's tensors
 * @param head encoder and decoder, from the cut to the outputs
 */
public record Bottleneck(SplitNetwork parts, BottleneckHead layers, Network head) {
  /** Channels of an encoder at most. */
  private static final int WIDEST = 256;

  private static final int NARROWEST = 16;

  /** Of the network's multiply-accumulates, the encoder may have this share. */
  private static final double DEAREST = 0.15;

  /**
   * An untrained one, as wide as is cheap beside the network, of at most {@value #WIDEST} channels.
   *
   * @param numbers that the encoder makes
   * @param seed of the weights
   * @throws TooDearBottleneckException if the edge would have no less to compute than the uncut
   *     network
   */
  public static Bottleneck untrained(Network network, Cut cut, int numbers, long seed) {
    SplitNetwork parts = network.split(cut);
    Cost whole = network.cost();
    Bottleneck made = untrained(parts, numbers, WIDEST, seed);
    for (int width = WIDEST / 2;
        width >= NARROWEST && made.encoder().share(whole) > DEAREST;
        width /= 2) {
      made = untrained(parts, numbers, width, seed);
    }
    double share = made.edge().share(whole);
    if (share >= 1) {
      throw new TooDearBottleneckException(cut.tensor(), share);
    }
    return made;
  }

  private static Bottleneck untrained(SplitNetwork parts, int numbers, int widest, long seed) {
    var feature = parts.extractor().outputs().get(0);
    var layers = new BottleneckHead(feature, numbers, widest, parts.analyzer().outputs());
    return new Bottleneck(parts, layers, layers.untrained(new Random(seed)));
  }

  /** The tensor of the few numbers. */
  public String tensor() {
    return layers.bottleneck();
  }

  /** The same with other weights of encoder and decoder. */
  Bottleneck with(Map<String, Tensor> values) {
    return new Bottleneck(parts, layers, head.withConstants(values));
  }

  /** One network from captures to answers. */
  public Network network() {
    Network joined = new SplitNetwork(parts.extractor(), head).joined();
    return joined.withCard(joined.card().withLabels(parts.analyzer().card().labels()));
  }

  private Cost encoder() {
    return head.cut(tensor()).extractor();
  }

  /** What the edge computes, with the turning of the numbers that PCA puts behind them. */
  private Cost edge() {
    Cost before = parts.extractor().cost();
    Cost encoder = encoder();
    long turned = (long) layers.numbers() * layers.numbers();
    return new Cost(
        before.parameters() + encoder.parameters() + turned,
        before.macs() + encoder.macs() + turned);
  }
}
