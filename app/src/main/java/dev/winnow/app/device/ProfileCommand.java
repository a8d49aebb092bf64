package dev.winnow.app.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.app.NetworkOptions;
import dev.winnow.build.device.DeviceProfile;
import dev.winnow.build.device.EnergyMeter;
import dev.winnow.build.device.Machine;
import dev.winnow.build.device.NetworkProfile;
import dev.winnow.cli.Console;
import dev.winnow.cli.Usage;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow profile}: what the edge would cost on this machine. */
@Command(
    name = "profile",
    description = {
      "Times the extractor of a package, or a network, on this machine: loading, the first answer,"
          + " later ones and each stretch of layers, with memory and energy.",
      "Of several, each is held beside the first."
    },
    mixinStandardHelpOptions = true)
public final class ProfileCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Extractor packages, or ONNX networks.")
  private List<Path> files = List.of();

  @Mixin private NetworkOptions options = new NetworkOptions();

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Threads that compute one answer (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(
      names = "--runs",
      defaultValue = "101",
      description = "Answers that are timed (default: ${DEFAULT-VALUE}).")
  private int runs = 101;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Receives the profile of this machine, by which winnow plan --device prices extractors"
              + " on another.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What this machine is called in that profile (default: its processor).")
  private Optional<String> name = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  public ProfileCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Usage.valid(command, this::checked);
    Machine machine = Machine.here();
    EnergyMeter meter = EnergyMeter.here();
    Map<Path, byte[]> networks = new LinkedHashMap<>();
    files.forEach(file -> networks.put(file, network(file)));
    Map<Path, NetworkProfile> profiles = new LinkedHashMap<>();
    networks.forEach(
        (file, bytes) ->
            profiles.put(file, NetworkProfile.of(file.toString(), bytes, threads, runs, meter)));
    out.ifPresent(
        file -> {
          byte[] first = networks.values().iterator().next();
          Network like = Network.parse(files.get(0).toString(), first);
          DeviceProfile.measured(name.orElse(machine.processor()), like, threads).write(file);
          console.say("note: the profile of this machine is in " + file);
        });
    if (json) {
      ObjectNode object = Json.object();
      object.set("machine", machine.toJson());
      object.put("threads", threads);
      ObjectNode each = object.putObject("networks");
      profiles.forEach((file, profile) -> each.set(file.toString(), profile.toJson()));
      console.out().println(Json.line(object));
    } else {
      new ProfileText(machine, meter, threads, runs).print(profiles, console.out());
    }
  }

  private Integer checked() {
    if (threads < 1 || runs < 1) {
      throw new IllegalArgumentException(
          "--threads and --runs must be at least 1, not %d and %d".formatted(threads, runs));
    }
    return threads;
  }

  /** The bytes of a network's file, or of the one in a package. */
  private byte[] network(Path file) {
    return file.toString().endsWith(ExtractorPackage.ENDING)
        ? ExtractorPackage.read(file).network()
        : Usage.valid(command, () -> options.read(file)).network().toBytes();
  }
}
