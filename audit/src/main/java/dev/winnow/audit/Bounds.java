package dev.winnow.audit;

import dev.winnow.core.Noise;
import dev.winnow.core.Tensor;
import dev.winnow.privacy.Information;
import dev.winnow.privacy.Lineup;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What no attacker can exceed, worked out on the people audited: nothing that a provider says is
 * trusted but σ, which the edge applies, and the operators of the extractor, which it runs.
 */
final class Bounds {
  private static final List<Integer> QUERIES = List.of(1, 10, 100);

  private final Exposure exposure;
  private final Lineup lineup;
  private final Tensor rounded;

  private Bounds(Exposure exposure, Lineup lineup, Tensor rounded) {
    this.exposure = exposure;
    this.lineup = lineup;
    this.rounded = rounded;
  }

  static Bounds of(Exposure exposure, Scene scene) {
    return new Bounds(exposure, scene.lineup(), exposure.rounded(scene.lineup().samples()));
  }

  /**
   * Bits per query and for several, each beside what the manifest says; nothing for a feature
   * without noise, which nothing bounds.
   */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (int queries : exposure.noise().isPresent() ? QUERIES : List.<Integer>of()) {
      Noise noise = exposure.noise().orElseThrow();
      String suffix = queries == 1 ? "" : "-" + queries;
      double bits = information(queries).orElseThrow().bits();
      findings.add(Finding.of("any", "information.bits" + suffix, Finding.ALL, bits, bits, bits));
      double said = noise.bits(queries);
      findings.add(
          Finding.of("manifest", "information.bits" + suffix, Finding.ALL, said, said, said));
    }
    return findings;
  }

  /** The largest share of single captures whose person anybody can name (Fano's inequality). */
  OptionalDouble naming(int answers) {
    return information(answers)
        .map(bits -> OptionalDouble.of(bits.mostIdentified(entropy(), lineup.people().size())))
        .orElse(OptionalDouble.empty());
  }

  /** The most bits that one answer can tell about who is on a capture. */
  double telling() {
    return Math.min(entropy(), information(1).map(Information::bits).orElse(entropy()));
  }

  private Optional<Information> information(int answers) {
    return exposure
        .noise()
        .map(
            noise ->
                Information.of(
                    noise,
                    rounded,
                    exposure
                        .extractor()
                        .halfWidths()
                        .orElse(
                            Collections.nCopies(rounded.shape().dim(1), Double.POSITIVE_INFINITY)),
                    answers));
  }

  /** How much there is to learn of who is on an unknown capture, in bits. */
  private double entropy() {
    Map<Integer, Long> captures =
        lineup.unknown().stream()
            .collect(Collectors.groupingBy(Lineup.Shown::person, Collectors.counting()));
    double all = lineup.unknown().size();
    return captures.values().stream()
        .mapToDouble(own -> -own / all * Math.log(own / all) / Math.log(2))
        .sum();
  }
}
