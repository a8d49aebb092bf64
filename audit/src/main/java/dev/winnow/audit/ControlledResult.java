package dev.winnow.audit;

import dev.winnow.attack.information.Leakage;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
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
 * @param raw the same attack on the captures themselves, perhaps in several ways
 * @param label on the primary label alone
 * @param shuffled on the feature, after names were dealt out at random; may be empty
 */
public record ControlledResult(
    List<AttackResult> feature,
    List<AttackResult> raw,
    List<AttackResult> label,
    List<AttackResult> shuffled) {
  public ControlledResult {
    feature = List.copyOf(feature);
    raw = List.copyOf(raw);
    label = List.copyOf(label);
    shuffled = List.copyOf(shuffled);
  }

  /** Of an attack without controls. */
  static ControlledResult of(List<AttackResult> feature) {
    return new ControlledResult(feature, List.of(), List.of(), List.of());
  }

  /**
   * A finding for each number, and the leakage of the strongest adversary where numbers leak.
   *
   * @param name of the finding about a metric
   * @param bound what no attacker can exceed in a metric, if anything bounds it
   */
  List<Finding> findings(
      UnaryOperator<String> name, Function<AttackResult, OptionalDouble> bound, long seed) {
    List<Finding> findings = new ArrayList<>();
    for (AttackResult result : feature) {
      Finding finding =
          result
              .finding(name.apply(result.metric()), result.measurement().estimate())
              .withChance(result.measurement().chance())
              .withControls(value(raw, result), value(label, result), value(shuffled, result));
      finding =
          worst(raw, result)
              .filter(most -> most.view().isPresent())
              .map(AttackResult::by)
              .map(finding::withRawBy)
              .orElse(finding);
      OptionalDouble most = bound.apply(result);
      findings.add(most.isPresent() ? finding.withBound(most.getAsDouble()) : finding);
    }
    findings.addAll(leakages(name, seed));
    findings.addAll(recognised(name, seed));
    return findings;
  }

  /** The same where measures keep their names and nothing bounds them. */
  public List<Finding> findings(long seed) {
    return findings(UnaryOperator.identity(), result -> OptionalDouble.empty(), seed);
  }

  /** How much better people are recognised than by the label alone. */
  private List<Finding> recognised(UnaryOperator<String> name, long seed) {
    return feature.stream()
        .filter(result -> result.measurement().metric() == Metric.AREA)
        .filter(result -> !result.recognitions().isEmpty())
        .flatMap(
            result ->
                label.stream().filter(result::matches).map(control -> result.above(control, seed)))
        .map(result -> result.finding(name.apply(result.metric()), result.measurement().estimate()))
        .toList();
  }

  private List<Finding> leakages(UnaryOperator<String> name, long seed) {
    Map<String, AttackResult> strongest = new LinkedHashMap<>();
    for (AttackResult result : feature) {
      if (result.leakage().isPresent()) {
        strongest.merge(
            result.metric() + result.measurement().group(), result, ControlledResult::stronger);
      }
    }
    return strongest.values().stream()
        .flatMap(result -> leakage(result, name, seed).stream())
        .toList();
  }

  /** Empty where raw captures are no easier to attack than the label: then nothing was shown. */
  private Optional<Finding> leakage(AttackResult result, UnaryOperator<String> name, long seed) {
    AttackResult most = strongest(raw, result);
    AttackResult least = strongest(ofAllDraws(label, result), result);
    Estimate leakage =
        Leakage.of(
            result.measurement().metric(),
            result.rankings(),
            most.rankings(),
            // Of an attack that tried fewer draws, as many of the label's.
            least.rankings().subList(0, result.rankings().size()),
            seed);
    return Double.isFinite(leakage.value())
        ? Optional.of(
            result
                .finding(name.apply(result.leakage().orElseThrow()), leakage)
                .withControls(OptionalDouble.of(1), OptionalDouble.of(0), OptionalDouble.empty())
                .withRawBy(most.by()))
        : Optional.empty();
  }

  /** Those of a control that tried as many draws: slow adversaries try the first one alone. */
  private static List<AttackResult> ofAllDraws(List<AttackResult> control, AttackResult like) {
    return control.stream()
        .filter(result -> result.rankings().size() >= like.rankings().size())
        .toList();
  }

  private static AttackResult strongest(List<AttackResult> control, AttackResult like) {
    return control.stream()
        .filter(
            result ->
                result.metric().equals(like.metric())
                    && result.measurement().group().equals(like.measurement().group()))
        .max(Comparator.comparingDouble(ControlledResult::score))
        .orElseThrow();
  }

  private static AttackResult stronger(AttackResult a, AttackResult b) {
    return score(b) > score(a) ? b : a;
  }

  /** Over all draws, and averaged over people as leakage is. */
  private static double score(AttackResult result) {
    return Leakage.score(result.measurement().metric(), result.rankings());
  }

  private static OptionalDouble value(List<AttackResult> control, AttackResult like) {
    return worst(control, like).stream()
        .mapToDouble(result -> result.measurement().estimate().value())
        .findFirst();
  }

  /** The same attack's in whichever view of a control it finds most. */
  private static Optional<AttackResult> worst(List<AttackResult> control, AttackResult like) {
    List<AttackResult> found = control.stream().filter(like::matches).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Measurement worst = Measurement.worst(found.stream().map(AttackResult::measurement).toList());
    return found.stream().filter(result -> result.measurement().equals(worst)).findFirst();
  }
}
