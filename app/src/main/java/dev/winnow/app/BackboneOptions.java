package dev.winnow.app;

import dev.winnow.learn.transfer.HeadKind;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A network of somebody else that a head is trained over, instead of a network from scratch. */
final class BackboneOptions {
  /** What means something for a head too. */
  private static final Set<String> SHARED =
      Set.of(
          "--backbone",
          "--cut",
          "--head",
          "--data",
          "--label",
          "--out",
          "--identity",
          "--split-by",
          "--seed",
          "--threads",
          "--json");

  @Option(
      names = "--backbone",
      paramLabel = "FILE",
      description =
          "A trained network, an ONNX file, which stays as it is: a head is trained over it.")
  private Optional<Path> backbone = Optional.empty();

  @Option(
      names = "--cut",
      paramLabel = "NAME",
      description =
          "Tensor or layer of the backbone that the head stands on (default: its output).")
  private Optional<String> cut = Optional.empty();

  @Option(
      names = "--head",
      description = "With --backbone: ${COMPLETION-CANDIDATES} (default: logistic).")
  private Optional<HeadKind> head = Optional.empty();

  /**
   * Whether a head is asked for.
   *
   * @throws ParameterException if so and options are given that mean nothing for a head, or the
   *     other way round
   */
  boolean areGiven(CommandSpec command) {
    if (backbone.isEmpty()) {
      if (cut.isPresent() || head.isPresent()) {
        throw new ParameterException(
            command.commandLine(),
            "--cut and --head are about a backbone; name it with --backbone");
      }
      return false;
    }
    List<String> others =
        command.commandLine().getParseResult().matchedOptions().stream()
            .filter(option -> Stream.of(option.names()).noneMatch(SHARED::contains))
            .map(option -> option.longestName())
            .toList();
    if (!others.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "with --backbone only a head is trained; leave %s away"
              .formatted(String.join(", ", others)));
    }
    return true;
  }

  /**
   * The backbone, in the form that its captures are prepared in.
   *
   * @throws IllegalArgumentException if it does not say what that is, or has several outputs of
   *     which none was chosen
   */
  Network network() {
    Network network = NetworkImport.readNumbers(backbone.orElseThrow());
    if (cut.isEmpty() && network.outputs().size() > 1) {
      throw new IllegalArgumentException(
          "%s has %d outputs and a head stands on one tensor; name it with --cut"
              .formatted(network, network.outputs().size()));
    }
    return network;
  }

  Optional<String> cut() {
    return cut;
  }

  HeadKind head() {
    return head.orElse(HeadKind.LOGISTIC);
  }
}
