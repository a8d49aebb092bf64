package dev.winnow.audit;

import dev.winnow.core.Mechanism;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;

/** What an audit does to one package, step by step. */
final class AuditPlan {
  /** How many captures of one person are pooled. */
  static final List<Integer> POOLS = List.of(5, 20);

  private static final List<Integer> REPEATED = List.of(10, 100);
  private static final int COPIES = 10;
  private static final String IDENTITY = "identity";

  private final ReleasedFeatures released;
  private final AuditContext context;
  private final AuditSettings settings;
  private final NodeQueries querying;
  private final InformationBounds bounds;
  private final IdentificationAttack naming;

  private AuditPlan(ReleasedFeatures released, AuditContext context, AuditSettings settings) {
    this.released = released;
    this.context = context;
    this.settings = settings;
    this.querying = new NodeQueries(released, context);
    this.bounds = InformationBounds.of(released, context.protocol());
    this.naming = new IdentificationAttack(IDENTITY, POOLS, settings.effort() != Effort.QUICK);
  }

  /**
   * A step.
   *
   * @param trains whether it trains with PyTorch, which only one may do at a time
   */
  record Step(String word, boolean trains, Supplier<List<Finding>> work) {}

  static List<Step> of(ReleasedFeatures released, AuditContext context, AuditSettings settings) {
    return new AuditPlan(released, context, settings).all();
  }

  private List<Step> all() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("naming", true, this::named));
    released.mechanism().ifPresent(mechanism -> steps.addAll(asking(mechanism)));
    for (String column : settings.attributes()) {
      steps.add(
          new Step(
              "inferring " + column, true, () -> compared(new AttributeInferenceAttack(column))));
    }
    steps.add(new Step("recognising", false, () -> compared(new VerificationAttack())));
    steps.add(new Step("bounding", false, bounds::findings));
    return steps;
  }

  /** Other ways of asking, which find more than asking once only where something is randomised. */
  private List<Step> asking(Mechanism mechanism) {
    List<Step> steps = new ArrayList<>();
    for (int answers : REPEATED) {
      steps.add(
          new Step(
              "asking %d times".formatted(answers),
              true,
              () ->
                  named(querying.repeated(answers), answers + "-times", bounds.onNaming(answers))));
    }
    Function<AttackResult, OptionalDouble> none = result -> OptionalDouble.empty();
    steps.add(
        new Step(
            "asking about altered copies",
            true,
            () -> named(querying.altered(COPIES), "altered-" + COPIES, none)));
    // Known captures say nothing of how others were randomised, so that the bound still holds.
    steps.add(
        new Step(
            "reading with a codebook",
            true,
            () -> named(querying.codebook(mechanism), "codebook", bounds.onNaming(1))));
    steps.add(
        new Step(
            "reading by frequencies",
            true,
            () -> named(querying.frequencies(mechanism), "frequencies", bounds.onNaming(1))));
    steps.add(
        new Step(
            "asking with other nodes",
            true,
            () -> named(querying.colluding(), "colluding-" + SimulatedNodes.COUNT, none)));
    steps.add(new Step("linking", false, () -> linked(mechanism)));
    return steps;
  }

  private List<Finding> named() {
    List<Trial> trials = querying.once();
    return named(
        naming.onAll(trials, context),
        naming.shuffled(trials.get(0), context),
        trials.size(),
        "",
        bounds.onNaming(1));
  }

  private List<Finding> named(
      List<Trial> trials, String how, Function<AttackResult, OptionalDouble> bound) {
    IdentificationAttack single = new IdentificationAttack(IDENTITY, List.of(), false);
    return named(single.onAll(trials, context), List.of(), trials.size(), how, bound);
  }

  /**
   * Naming beside its controls, which are the same however the attacker asks.
   *
   * @param how it asks, which is said in the names of the findings; empty for once
   * @param bound on a number, if anything bounds it
   */
  private List<Finding> named(
      List<AttackResult> results,
      List<AttackResult> shuffled,
      int trials,
      String how,
      Function<AttackResult, OptionalDouble> bound) {
    String topic = how.isEmpty() ? IDENTITY : IDENTITY + "." + how;
    return new ControlledResult(
            results, context.raw(naming), context.label(naming, trials), shuffled)
        .findings(metric -> topic + metric.substring(IDENTITY.length()), bound, context.seed());
  }

  private List<Finding> linked(Mechanism mechanism) {
    return new ControlledResult(
            LinkageAttack.of(released, mechanism, context), List.of(), List.of(), List.of())
        .findings(context.seed());
  }

  private List<Finding> compared(Attack attack) {
    List<Trial> trials = querying.once();
    return new ControlledResult(
            attack.onAll(trials, context),
            context.raw(attack),
            context.label(attack, trials.size()),
            attack.shuffled(trials.get(0), context))
        .findings(context.seed());
  }
}
