package dev.winnow.build.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.profile.KernelTimes;
import dev.winnow.onnx.profile.NodeWork;
import dev.winnow.onnx.profile.OperatorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How fast a machine computes networks of 32-bit floats, in one small file, by which networks are
 * priced on another machine.
 *
 * @param name of the machine, as its owner calls it
 * @param machine what it is
 * @param memory of the machine in bytes; empty if it did not tell
 * @param threads that compute one answer
 * @param rates of each kind of operator
 */
public record DeviceProfile(
    String name,
    Machine machine,
    OptionalLong memory,
    int threads,
    Map<OperatorKind, OperatorRate> rates) {
  private static final String TYPE = "https://winnow.dev/device/v1";
  private static final int WARM = 10;
  private static final int RUNS = 101;

  public DeviceProfile {
    rates = Map.copyOf(rates);
  }

  /**
   * Measures this machine, by layers of known sizes and by a network. Takes seconds.
   *
   * @param network one like those that are to be priced
   */
  public static DeviceProfile measured(String name, Network network, int threads) {
    List<Network> all = new ArrayList<>(ReferenceLayers.all());
    all.add(network);
    Map<OperatorKind, List<RateFit.Timed>> timed = new EnumMap<>(OperatorKind.class);
    for (Network each : all) {
      KernelTimes times = KernelTimes.of(each, threads, WARM, RUNS, KernelTimes.UNDISTURBED);
      for (NodeWork node : NodeWork.of(each)) {
        double milliseconds = times.milliseconds().get(node.place());
        if (milliseconds > 0) {
          timed
              .computeIfAbsent(node.kind(), kind -> new ArrayList<>())
              .add(new RateFit.Timed(node, milliseconds));
        }
      }
    }
    Map<OperatorKind, OperatorRate> rates = new EnumMap<>(OperatorKind.class);
    timed.forEach((kind, of) -> rates.put(kind, RateFit.of(of)));
    return new DeviceProfile(name, Machine.here(), ResidentMemory.ofMachine(), threads, rates);
  }

  /** Milliseconds of one sample, as the sum over its nodes. */
  public double milliseconds(Network network) {
    return NodeWork.of(network).stream()
        .mapToDouble(node -> rate(node.kind()).milliseconds(node))
        .sum();
  }

  private OperatorRate rate(OperatorKind kind) {
    return rates.getOrDefault(kind, new OperatorRate(0, 0, 0));
  }

  /** Writes the file, replacing it whole or not at all. */
  public void write(Path file) {
    AtomicFile.writeText(file, Json.pretty(toJson()));
  }

  /**
   * Reads a file.
   *
   * @throws UncheckedIOException if it cannot be read
   * @throws dev.winnow.core.MalformedJsonException if it is none of these
   */
  public static DeviceProfile read(Path file) {
    try {
      return fromJson(Json.readObject(file.toString(), Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the device profile " + file, e);
    }
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("_type", TYPE).put("name", name);
    json.set("machine", machine.toJson());
    memory.ifPresent(bytes -> json.put("memoryBytes", bytes));
    json.put("threads", threads);
    ObjectNode kinds = json.putObject("operators");
    for (OperatorKind kind : OperatorKind.values()) {
      kinds.set(kind.word(), rate(kind).toJson());
    }
    return json;
  }

  private static DeviceProfile fromJson(StrictObject fields) {
    if (!fields.text("_type").equals(TYPE)) {
      throw fields.invalid("_type", "must be " + TYPE + "; write it with winnow profile");
    }
    StrictObject kinds = fields.object("operators");
    Map<OperatorKind, OperatorRate> rates = new EnumMap<>(OperatorKind.class);
    for (OperatorKind kind : OperatorKind.values()) {
      rates.put(kind, OperatorRate.fromJson(kinds.object(kind.word())));
    }
    kinds.end();
    DeviceProfile profile =
        new DeviceProfile(
            fields.text("name"),
            Machine.fromJson(fields.object("machine")),
            fields.has("memoryBytes")
                ? OptionalLong.of(fields.longInteger("memoryBytes"))
                : OptionalLong.empty(),
            fields.integer("threads"),
            rates);
    fields.end();
    return profile;
  }
}
