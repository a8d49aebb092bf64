package dev.winnow.onnx.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A convolution with normalisation and activation, a depthwise one, a mean and a dense layer. */
class KernelTimesTest {
  private static final int CHANNELS = 32;

  private static Network network() {
    NetworkBuilder builder = NetworkBuilder.named("timed");
    String x = builder.input("x", Shape.of(3, 64, 64));
    Attributes pads = Attributes.none().withIntegers("pads", 1, 1, 1, 1);
    x = builder.conv("conv", x, values(CHANNELS, 3, 3, 3), pads);
    x =
        builder.batchNormalization(
            "norm", x, values(CHANNELS), values(CHANNELS), values(CHANNELS), values(CHANNELS));
    x = builder.relu("relu", x);
    Attributes grouped = pads.withInteger("group", CHANNELS);
    x = builder.conv("depthwise", x, values(CHANNELS, 1, 3, 3), grouped);
    x = builder.globalAveragePool("mean", x);
    x = builder.flatten("flat", x);
    x = builder.gemm("dense", x, values(10, CHANNELS), values(10));
    return builder.output(builder.softmax("classes", x)).build();
  }

  private static Tensor values(Integer... dims) {
    Tensor tensor = Tensor.allocate(new Shape(List.of(dims)));
    for (int i = 0; i < tensor.shape().size(); i++) {
      tensor.buffer().put(i, 0.1f + i % 7 / 70f);
    }
    return tensor;
  }

  private static List<String> folders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.map(String::valueOf).filter(name -> name.contains("winnow-profile")).toList();
    }
  }

  @Test
  void workOf_layers_leavesOutWhatIsComputedInPassing() {
    List<NodeWork> work = NodeWork.of(network());

    assertEquals(
        List.of("conv", "depthwise", "mean", "flat", "dense", "classes"),
        work.stream().map(node -> network().nodes().get(node.place()).name()).toList());
    assertEquals(
        List.of(OperatorKind.CONVOLUTION, OperatorKind.DEPTHWISE, OperatorKind.OTHER),
        work.subList(0, 3).stream().map(NodeWork::kind).toList());
    assertEquals(OperatorKind.MATRIX, work.get(4).kind());
    assertEquals(64 * 64 * CHANNELS * 27, work.get(0).macs());
    assertEquals(
        64 * 64 * (3 + CHANNELS) + CHANNELS * 27, work.get(0).floats(), "what it reads and writes");
  }

  @Test
  void of_network_saysWhereItsTimeGoesAndLeavesNothingBehind() throws IOException {
    List<String> before = folders();

    KernelTimes times = KernelTimes.of(network(), 1, 2, 11, KernelTimes.MEDIAN);

    assertEquals(before, folders());
    assertEquals(network().nodes().size(), times.milliseconds().size());
    double convolution = times.milliseconds().get(0);
    assertTrue(convolution > 0, times.toString());
    assertEquals(0, times.milliseconds().get(1), "what a convolution computes in passing");
    assertTrue(convolution > times.milliseconds().get(6), times.toString());
  }

  @Test
  void groupsOf_network_areAllOfIt() {
    KernelTimes times = KernelTimes.of(network(), 1, 2, 11, KernelTimes.MEDIAN);

    List<LayerGroup> groups = LayerGroup.of(network(), times);

    assertEquals("classes", groups.get(groups.size() - 1).name());
    assertEquals(network().cost().macs(), groups.stream().mapToLong(LayerGroup::macs).sum());
    double total = groups.stream().mapToDouble(LayerGroup::milliseconds).sum();
    assertEquals(times.total(), total, 1e-9);
    network().cut(groups.get(0).name());
  }
}
