package dev.winnow.audit;

import dev.winnow.privacy.Estimate;
import dev.winnow.privacy.Leakage;
import dev.winnow.privacy.Measure;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What an attack found in a feature beside what it found in the controls.
 *
 * @param feature what the attacker gets
 * @param raw the same attack on the pictures themselves
 * @param label on the primary label alone
 * @param shuffled on the feature, after names were dealt out at random; may be empty
 */
record Compared(List<Item> feature, List<Item> raw, List<Item> label, List<Item> shuffled) {

  /**
   * A finding for each number, and the leakage of the strongest adversary where numbers leak.
   *
   * @param name of the finding about a measure
   * @param bound what no attacker can exceed in a measure, if anything bounds it
   */
  List<Finding> findings(
      UnaryOperator<String> name, Function<Item, OptionalDouble> bound, long seed) {
    List<Finding> findings = new ArrayList<>();
    for (Item item : feature) {
      Finding finding =
          item.finding(name.apply(item.measure()), item.measured().estimate())
              .withChance(item.measured().chance())
              .withControls(value(raw, item), value(label, item), value(shuffled, item));
      OptionalDouble most = bound.apply(item);
      findings.add(most.isPresent() ? finding.withBound(most.getAsDouble()) : finding);
    }
    findings.addAll(leakages(name, seed));
    findings.addAll(recognised(name, seed));
    return findings;
  }

  /** The same where measures keep their names and nothing bounds them. */
  List<Finding> findings(long seed) {
    return findings(UnaryOperator.identity(), item -> OptionalDouble.empty(), seed);
  }

  /** How much better people are recognised than by the label alone. */
  private List<Finding> recognised(UnaryOperator<String> name, long seed) {
    return feature.stream()
        .filter(item -> item.measured().measure() == Measure.AREA)
        .filter(item -> !item.recognitions().isEmpty())
        .flatMap(
            item -> label.stream().filter(item::matches).map(control -> item.above(control, seed)))
        .map(item -> item.finding(name.apply(item.measure()), item.measured().estimate()))
        .toList();
  }

  private List<Finding> leakages(UnaryOperator<String> name, long seed) {
    Map<String, Item> strongest = new LinkedHashMap<>();
    for (Item item : feature) {
      if (item.leakage().isPresent()) {
        strongest.merge(item.measure() + item.measured().group(), item, Compared::stronger);
      }
    }
    return strongest.values().stream().flatMap(item -> leakage(item, name, seed).stream()).toList();
  }

  /**
   * Empty where the raw pictures are no easier to attack than the label: then nothing was shown.
   */
  private Optional<Finding> leakage(Item item, UnaryOperator<String> name, long seed) {
    Item most = strongest(raw, item);
    Item least = strongest(label, item);
    Estimate leakage =
        Leakage.of(
            item.measured().measure(),
            item.rankings(),
            most.rankings(),
            // Of an attack that tried fewer draws, as many of the label's.
            least.rankings().subList(0, item.rankings().size()),
            seed);
    return Double.isFinite(leakage.value())
        ? Optional.of(
            item.finding(name.apply(item.leakage().orElseThrow()), leakage)
                .withControls(OptionalDouble.of(1), OptionalDouble.of(0), OptionalDouble.empty()))
        : Optional.empty();
  }

  private static Item strongest(List<Item> control, Item like) {
    return control.stream()
        .filter(
            item ->
                item.measure().equals(like.measure())
                    && item.measured().group().equals(like.measured().group()))
        .max(Comparator.comparingDouble(Compared::score))
        .orElseThrow();
  }

  private static Item stronger(Item a, Item b) {
    return score(b) > score(a) ? b : a;
  }

  /** Over all draws, and averaged over people as leakage is. */
  private static double score(Item item) {
    return Leakage.score(item.measured().measure(), item.rankings());
  }

  private static OptionalDouble value(List<Item> control, Item like) {
    Optional<Item> found = control.stream().filter(like::matches).findFirst();
    return found
        .map(item -> OptionalDouble.of(item.measured().estimate().value()))
        .orElse(OptionalDouble.empty());
  }
}
