package dev.winnow.app;

import dev.winnow.core.ExtractorSpec;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code winnow audit} attacks, judges and signs. */
final class AuditOptions {
  @Option(
      names = "--effort",
      paramLabel = "EFFORT",
      defaultValue = "standard",
      description =
          "quick, standard or thorough (default: ${DEFAULT-VALUE}); certificates say which.")
  private Effort effort = Effort.STANDARD;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The privacy standard, a file of YAML (default: Winnow's own).")
  private Optional<Path> policy = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Signs a certificate into every package; winnow keygen makes one.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description =
          "Looks at identity again for each value of this column; the worst counts (default: the"
              + " primary label).")
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--attribute",
      paramLabel = "COLUMN",
      description = "Sensitive attribute to attack; repeatable; all = every other column.")
  private List<String> attributes = List.of();

  @Option(
      names = "--analyzer",
      paramLabel = "DIR",
      description =
          "Repository of the analyzers, to answer instead of probes (default: analyzer beside each"
              + " package, if it is there).")
  private Optional<Path> analyzer = Optional.empty();

  @Option(
      names = "--network",
      paramLabel = "FILE",
      description = "The network before it was cut, to say how much accuracy privacy costs.")
  private Optional<Path> network = Optional.empty();

  @Option(
      names = "--no-images",
      description = "Leave captures of people out of the report: images, series, sound.")
  private boolean noImages;

  @Mixin private RecogniserOptions recogniser = new RecogniserOptions();

  boolean showsImages() {
    return !noImages;
  }

  RecogniserOptions recogniser() {
    return recogniser;
  }

  Effort effort() {
    return effort;
  }

  /** The standard by which an extractor is judged. */
  Policy policy(ExtractorSpec extractor) {
    return policy.map(Policy::read).orElseGet(() -> Policy.standardOf(extractor));
  }

  /** The standard by which networks are judged. */
  Policy policy() {
    return policy.map(Policy::read).orElseGet(Policy::standard);
  }

  Optional<Path> key() {
    return key;
  }

  Optional<String> group() {
    return group;
  }

  List<String> attributes() {
    return attributes;
  }

  Optional<Path> analyzer() {
    return analyzer;
  }

  Optional<Path> network() {
    return network;
  }
}
