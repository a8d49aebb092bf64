package dev.winnow.build.device;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.profile.KernelTimes;
import dev.winnow.onnx.profile.LayerGroup;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a network costs this machine.
 *
 * @param bytes of its file
 * @param timing of answers
 * @param resident bytes of the process before it was loaded; empty where nobody tells
 * @param peak bytes of the process while it answered; empty where nobody tells
 * @param groups of layers, each with its median by ONNX Runtime's own profile
 */
public record NetworkProfile(
    long bytes,
    NetworkTiming timing,
    OptionalLong resident,
    OptionalLong peak,
    List<LayerGroup> groups) {
  private static final int WARM = 10;

  /** So many rounds, of which the least disturbed counts. */
  private static final int ROUNDS = 3;

  public NetworkProfile {
    groups = List.copyOf(groups);
  }

  /**
   * Measures. Takes some {@code runs} answers, five times.
   *
   * @param what the network is called in messages
   * @param bytes of the network's file
   * @param threads that compute one answer
   * @param runs answers that count, at least 1
   * @throws dev.winnow.onnx.NetworkException if it cannot be run
   */
  public static NetworkProfile of(
      String what, byte[] bytes, int threads, int runs, EnergyMeter meter) {
    ResidentMemory.forgetPeak();
    OptionalLong resident = ResidentMemory.now();
    NetworkTiming timing = NetworkTiming.of(what, bytes, threads, WARM, runs, meter);
    OptionalLong peak = ResidentMemory.peak();
    Network network = Network.parse(what, bytes);
    KernelTimes times = KernelTimes.of(network, threads, WARM, runs, KernelTimes.MEDIAN);
    NetworkTiming best =
        Stream.concat(
                Stream.of(timing),
                Stream.generate(() -> NetworkTiming.of(what, bytes, threads, WARM, runs, meter))
                    .limit(ROUNDS - 1))
            .min(Comparator.comparingDouble(NetworkTiming::answer))
            .orElseThrow();
    return new NetworkProfile(
        bytes.length, best.withStart(timing), resident, peak, LayerGroup.of(network, times));
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("bytes", bytes)
            .put("loadMs", timing.load())
            .put("firstMs", timing.first())
            .put("medianMs", timing.answer())
            .put("undisturbedMs", timing.undisturbed());
    timing.joules().ifPresent(joules -> json.put("joules", joules));
    resident.ifPresent(before -> json.put("residentBytes", before));
    peak.ifPresent(most -> json.put("peakBytes", most));
    ArrayNode layers = json.putArray("layers");
    groups.forEach(
        group ->
            layers
                .addObject()
                .put("name", group.name())
                .put("macs", group.macs())
                .put("ms", group.milliseconds()));
    return json;
  }
}
