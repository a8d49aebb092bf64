package dev.winnow.audit;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What an attack finds in captures themselves: all there is to find. An attacker may look at them
 * in several ways, and the one that finds most counts, number by number.
 *
 * @param ways what it finds in each
 */
record RawControl(List<Way> ways) {
  /**
   * One way to look.
   *
   * @param word for it
   * @param results what was found
   */
  record Way(String word, List<AttackResult> results) {
    /** How many are named one by one, inferred or told apart, by the strongest adversary. */
    OptionalDouble strongest() {
      return results.stream()
          .filter(result -> !result.topic().contains(".pooled-"))
          .map(AttackResult::measurement)
          .filter(measurement -> measurement.group().equals(Measurement.ALL))
          .filter(measurement -> counts(measurement.metric()))
          .mapToDouble(measurement -> measurement.estimate().value())
          .max();
    }

    private static boolean counts(Metric metric) {
      return switch (metric) {
        case TOP_ONE, BALANCED, AREA -> true;
        default -> false;
      };
    }

    private String told() {
      return "%s %s".formatted(word, Decimals.hundredths(strongest().orElse(Double.NaN)));
    }
  }

  RawControl {
    ways = List.copyOf(ways);
  }

  /** All numbers of all ways. */
  List<AttackResult> results() {
    List<AttackResult> all = new ArrayList<>();
    ways.forEach(way -> all.addAll(way.results));
    return all;
  }

  /** Which way finds most, where there are several. */
  Optional<String> remark(String attack) {
    if (ways.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        "The raw control of %s is the strongest attack on the captures themselves, however it looks at them: %s."
            .formatted(attack, ways.stream().map(Way::told).collect(Collectors.joining(", "))));
  }
}
