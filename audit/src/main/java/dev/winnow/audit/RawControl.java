package dev.winnow.audit;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Decimals;
import dev.winnow.data.CaptureFeature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
    Way {
      results = results.stream().map(result -> result.in(word)).toList();
    }

    /** How many are named one by one, inferred or told apart, by the strongest adversary. */
    OptionalDouble strongest() {
      return best().stream().mapToDouble(Way::value).findFirst();
    }

    private Optional<AttackResult> best() {
      return results.stream()
          .filter(result -> !result.topic().contains(".pooled-"))
          .filter(result -> result.measurement().group().equals(Measurement.ALL))
          .filter(result -> counts(result.measurement().metric()))
          .max(Comparator.comparingDouble(Way::value));
    }

    private static double value(AttackResult result) {
      return result.measurement().estimate().value();
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

  /** This control and another; of ways of one word the other's stays. */
  RawControl and(RawControl other) {
    List<Way> all = new ArrayList<>(ways);
    all.removeIf(own -> other.ways.stream().anyMatch(way -> way.word.equals(own.word)));
    all.addAll(other.ways);
    return new RawControl(all);
  }

  /** All numbers of all ways. */
  List<AttackResult> results() {
    List<AttackResult> all = new ArrayList<>();
    ways.forEach(way -> all.addAll(way.results));
    return all;
  }

  /** Which way finds most, where there are several and it is not the captures as they are. */
  Optional<String> remark(String attack) {
    if (ways.size() < 2) {
      return Optional.empty();
    }
    Way most =
        Collections.max(
            ways,
            Comparator.comparingDouble(way -> way.strongest().orElse(Double.NEGATIVE_INFINITY)));
    return Optional.of(most)
        .filter(way -> !way.word.equals(CaptureFeature.WHOLE.word()))
        .flatMap(Way::best)
        .map(
            strongest ->
                "The raw control of %s is %s, the strongest attack on the captures themselves, however it looks at them: %s."
                    .formatted(
                        attack,
                        strongest.by(),
                        ways.stream().map(Way::told).collect(Collectors.joining(", "))));
  }
}
