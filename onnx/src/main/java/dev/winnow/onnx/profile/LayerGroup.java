package dev.winnow.onnx.profile;

import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A stretch of layers up to a place where the network can be cut.
 *
 * @param name of the cut tensor that it ends in, or of the network's output
 * @param macs multiply-accumulates of one sample
 * @param milliseconds of one sample
 */
public record LayerGroup(String name, long macs, double milliseconds) {
  /** Of stretches that compute next to nothing, the first few are told with the next. */
  private static final double LEAST = 0.005;

  /** The groups of a network from input to output, which together are all of it. */
  public static List<LayerGroup> of(Network network, KernelTimes times) {
    Map<String, Integer> makers = KernelTimes.makers(network);
    List<Long> macs = network.macs();
    List<LayerGroup> groups = new ArrayList<>();
    double least = LEAST * times.total();
    int from = 0;
    for (Cut cut : network.cuts()) {
      int to = makers.getOrDefault(cut.tensor(), from) + 1;
      LayerGroup group = between(cut.tensor(), macs, times, from, to);
      if (group.milliseconds >= least) {
        groups.add(group);
        from = to;
      }
    }
    String last = network.outputs().get(0).name();
    groups.add(between(last, macs, times, from, network.nodes().size()));
    return List.copyOf(groups);
  }

  private static LayerGroup between(
      String name, List<Long> macs, KernelTimes times, int from, int to) {
    long products = 0;
    double milliseconds = 0;
    for (int place = from; place < to; place++) {
      products += macs.get(place);
      milliseconds += times.milliseconds().get(place);
    }
    return new LayerGroup(name, products, milliseconds);
  }
}
