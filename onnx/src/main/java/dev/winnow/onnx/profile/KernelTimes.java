package dev.winnow.onnx.profile;

import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.core.files.TemporaryFolder;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long each node of a network takes, by ONNX Runtime's own profile of the optimised graph.
 * Nodes that were fused count where the fused one stands; what ONNX Runtime puts between, such as a
 * reordering of channels, counts with the node before it.
 *
 * @param milliseconds by the place of the node in {@link Network#nodes}, of one sample; 0 for what
 *     is no kernel of its own
 */
public record KernelTimes(List<Double> milliseconds) {
  /** Half of the runs are faster: what is to be expected. */
  public static final double MEDIAN = 0.5;

  /** One run in ten is faster: what it takes where nothing else runs. */
  public static final double UNDISTURBED = 0.1;

  /** What a fused or rearranged node is still called. */
  private static final Pattern NODE = Pattern.compile("(?:fused )?winnow\\.(\\d+)(?!\\d).*");

  private static final String KERNEL = "_kernel_time";
  private static final String REARRANGED = "_nchwc";

  public KernelTimes {
    milliseconds = List.copyOf(milliseconds);
  }

  /**
   * Measures.
   *
   * @param threads that compute one run
   * @param warm runs before those that count
   * @param runs that count, at least 1
   * @param quantile of what they took, for each node by itself
   * @throws dev.winnow.onnx.NetworkException if it cannot be run
   */
  public static KernelTimes of(Network network, int threads, int warm, int runs, double quantile) {
    SampleInput input = SampleInput.of(network);
    try (TemporaryFolder folder = TemporaryFolder.make("winnow-profile")) {
      Path file;
      try (Session session =
          Session.openProfiled(network, threads, folder.path().resolve("profile"))) {
        for (int run = 0; run < warm + runs; run++) {
          session.run(input.tensors());
        }
        file = session.endProfiling();
      }
      List<double[]> each = runs(network, Files.readAllBytes(file));
      return quantiles(each.subList(warm, each.size()), input.rows(), quantile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what ONNX Runtime recorded", e);
    }
  }

  /** The milliseconds of each node in each run. */
  private static List<double[]> runs(Network network, byte[] json) {
    FusedNodes fused = FusedNodes.of(network);
    Map<String, Integer> makers = makers(network);
    int nodes = network.nodes().size();
    List<double[]> runs = new ArrayList<>();
    double[] run = new double[nodes];
    int place = 0;
    for (StrictObject event : Json.readObjects("ONNX Runtime's profile", json)) {
      String name = event.text("name");
      if (name.equals("model_run")) {
        runs.add(run);
        run = new double[nodes];
        place = 0;
      } else if (event.text("cat").equals("Node") && name.endsWith(KERNEL)) {
        place = place(without(KERNEL, name), makers).map(fused::root).orElse(place);
        run[place] += event.longInteger("dur") / 1e3;
      }
    }
    return runs;
  }

  /** Which node a kernel computes, or the last of those that it computes at once. */
  private static Optional<Integer> place(String kernel, Map<String, Integer> makers) {
    Matcher node = NODE.matcher(kernel);
    return node.matches()
        ? Optional.of(Integer.valueOf(node.group(1)))
        : Optional.ofNullable(makers.get(without(REARRANGED, kernel)));
  }

  private static String without(String ending, String name) {
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  /** By the name of a tensor, the place of the node that makes it. */
  static Map<String, Integer> makers(Network network) {
    Map<String, Integer> makers = new HashMap<>();
    for (int place = 0; place < network.nodes().size(); place++) {
      for (String output : network.nodes().get(place).outputs()) {
        makers.put(output, place);
      }
    }
    return makers;
  }

  private static KernelTimes quantiles(List<double[]> runs, int rows, double quantile) {
    List<Double> found = new ArrayList<>();
    for (int i = 0; i < runs.get(0).length; i++) {
      int node = i;
      double[] sorted = runs.stream().mapToDouble(run -> run[node] / rows).sorted().toArray();
      found.add(sorted[(int) (quantile * (sorted.length - 1))]);
    }
    return new KernelTimes(found);
  }

  /** Of all nodes together. */
  public double total() {
    return milliseconds.stream().mapToDouble(each -> each).sum();
  }
}
