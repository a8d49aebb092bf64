package dev.winnow.build.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.build.PaintedPeople;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.profile.NodeWork;
import dev.winnow.onnx.profile.OperatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class DeviceProfileTest {
  private static final double MAC = 2e-8;

  @TempDir Path folder;

  private static DeviceProfile board() {
    return new DeviceProfile(
        "board",
        new Machine("Cortex", 4, "aarch64", "Linux 6.6", "17"),
        OptionalLong.of(1L << 30),
        1,
        Map.of(OperatorKind.MATRIX, new OperatorRate(0.004, MAC, 0)));
  }

  @Test
  void read_whatWasWritten_isTheSame() {
    Path file = folder.resolve("board.json");
    board().write(file);

    DeviceProfile read = DeviceProfile.read(file);

    assertEquals(board().toJson(), read.toJson());
    Network network = PaintedPeople.network();
    assertEquals(board().milliseconds(network), read.milliseconds(network), 1e-12);
  }

  /** Kinds that were not measured cost nothing; dense layers cost what they compute. */
  @Test
  void milliseconds_network_areTheSumOverItsNodes() {
    Network network = PaintedPeople.network();
    List<NodeWork> dense =
        NodeWork.of(network).stream().filter(node -> node.kind() == OperatorKind.MATRIX).toList();
    long macs = dense.stream().mapToLong(NodeWork::macs).sum();

    assertEquals(dense.size() * 0.004 + macs * MAC, board().milliseconds(network), 1e-9);
  }

  @Test
  void read_anotherVersion_isRefused() throws IOException {
    Path file = folder.resolve("board.json");
    board().write(file);
    Files.writeString(file, Files.readString(file).replace("device/v1", "device/v9"));

    MalformedJsonException refused =
        assertThrows(MalformedJsonException.class, () -> DeviceProfile.read(file));

    assertTrue(String.valueOf(refused.getMessage()).contains("winnow profile"));
  }

  @Test
  void read_negativeRate_isRefused() throws IOException {
    Path file = folder.resolve("board.json");
    board().write(file);
    Files.writeString(
        file, Files.readString(file).replace("\"macsPerMs\" : 5", "\"macsPerMs\" : -5"));

    assertThrows(MalformedJsonException.class, () -> DeviceProfile.read(file));
  }

  /** Whatever the machine: a network of more layers takes longer than its first ones. */
  @Test
  void measured_thisMachine_pricesMoreWorkHigher() {
    Network network = PaintedPeople.network();

    DeviceProfile here = DeviceProfile.measured("here", network, 1);

    Network first = network.split(network.cuts().get(0)).extractor();
    assertTrue(here.milliseconds(first) > 0, here.toString());
    assertTrue(here.milliseconds(first) < here.milliseconds(network), here.toString());
  }

  @Test
  void rateOf_nodesOfKnownRate_isThatRate() {
    List<RateFit.Timed> nodes =
        List.of(1L, 3L, 10L, 40L, 90L).stream()
            .map(size -> new NodeWork(0, OperatorKind.CONVOLUTION, size * 100_000, size * size))
            .map(node -> new RateFit.Timed(node, 0.005 + node.macs() * MAC + node.floats() * 1e-6))
            .toList();

    OperatorRate rate = RateFit.of(nodes);

    assertEquals(0.005, rate.fixed(), 1e-5);
    assertEquals(MAC, rate.perMac(), MAC / 100);
    assertEquals(1e-6, rate.perFloat(), 1e-8);
  }

  /** One small node says nothing about what large ones cost beside a fixed part. */
  @Test
  void rateOf_oneNode_hasOneTerm() {
    NodeWork node = new NodeWork(0, OperatorKind.MATRIX, 1000, 10);

    OperatorRate rate = RateFit.of(List.of(new RateFit.Timed(node, 0.01)));

    assertEquals(0.01, rate.milliseconds(node), 1e-9);
  }
}
