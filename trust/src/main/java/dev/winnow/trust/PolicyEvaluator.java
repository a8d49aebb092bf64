package dev.winnow.trust;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges findings: the worst one of a metric decides, and what was not measured is not met. */
record PolicyEvaluator(JudgedStatistic judge) {

  /** What is said of one finding by one requirement. */
  private record Case(Finding finding, double number, OptionalDouble limit, double excess) {
    boolean met() {
      return excess <= 0;
    }
  }

  RequirementResult judge(Requirement requirement, List<Finding> findings) {
    Optional<Case> worst =
        findings.stream()
            .filter(requirement::speaksOf)
            .map(finding -> of(requirement, finding))
            .max(Comparator.comparingDouble(Case::excess));
    return new RequirementResult(
        requirement,
        worst.isPresent() && worst.get().met(),
        worst.map(Case::finding),
        worst.map(Case::limit).orElse(OptionalDouble.empty()),
        worst.map(found -> sentence(requirement, found)).orElseGet(() -> missing(requirement)));
  }

  /** Whether a finding meets all requirements that speak of it; empty if none does. */
  Optional<Boolean> met(List<Requirement> requirements, Finding finding) {
    return requirements.stream()
        .filter(requirement -> requirement.speaksOf(finding))
        .map(requirement -> of(requirement, finding).met())
        .reduce(Boolean::logicalAnd);
  }

  private Case of(Requirement requirement, Finding finding) {
    double number = number(requirement.comparison(), finding);
    if (requirement.timesChance() && finding.references().chance().isEmpty()) {
      return new Case(finding, number, OptionalDouble.empty(), Double.POSITIVE_INFINITY);
    }
    double unit = requirement.timesChance() ? finding.references().chance().getAsDouble() : 1;
    double limit = requirement.limit() * unit;
    return new Case(
        finding, number, OptionalDouble.of(limit), requirement.comparison().excess(number, limit));
  }

  /** An interval need not hold what was measured; then what was measured may be the worse. */
  private double number(Comparison comparison, Finding finding) {
    if (judge == JudgedStatistic.VALUE) {
      return finding.value();
    }
    return comparison == Comparison.AT_MOST
        ? Math.max(finding.value(), finding.high())
        : Math.min(finding.value(), finding.low());
  }

  private String sentence(Requirement requirement, Case found) {
    Finding finding = found.finding;
    String by = "by %s on %s".formatted(finding.adversary(), finding.group());
    if (found.limit.isEmpty()) {
      return "%s is not met: what was measured %s says nothing of chance; audit again and have it stated"
          .formatted(requirement, by);
    }
    String interval =
        judge == JudgedStatistic.VALUE
            ? ""
            : " (95 %% interval %s to %s)".formatted(number(finding.low()), number(finding.high()));
    String limit =
        requirement.timesChance() ? "; the limit is " + number(found.limit.getAsDouble()) : "";
    return "%s is %s: %s %s%s %s%s"
        .formatted(
            requirement,
            found.met() ? "met" : "not met",
            finding.metric(),
            number(finding.value()),
            interval,
            by,
            limit);
  }

  private static String missing(Requirement requirement) {
    return "%s is not met: it was not measured; %s, or take it out of the policy"
        .formatted(requirement, remedy(requirement.metric()));
  }

  /** What makes a metric measurable. */
  private static String remedy(String metric) {
    return switch (metric.replaceFirst("\\..*", "")) {
      case "information", "linkability" ->
          "nothing bounds what a feature without a mechanism tells, so build with --epsilon";
      case "reconstruction", "reversal" -> "audit with --recogniser";
      case "faces" -> "audit with --judge, a detector that is none of the mask's own";
      case "attribute" -> "audit with --attribute";
      case "accuracy" -> "audit with --network";
      default -> "audit with the labels that it takes";
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
