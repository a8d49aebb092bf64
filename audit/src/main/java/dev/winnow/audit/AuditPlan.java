package dev.winnow.audit;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Tensor;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * @param work done at most once
   */
  record Step(String word, boolean trains, Supplier<StepResult> work) {
    /** The same of which no captures are kept. */
    Step withoutImages() {
      return new Step(word, trains, () -> work.get().withoutSheet());
    }
  }

  static List<Step> of(ReleasedFeatures released, AuditContext context, AuditSettings settings) {
    return new AuditPlan(released, context, settings).all();
  }

  private List<Step> all() {
    List<Step> steps = new ArrayList<>();
    steps.add(
        remarking(
            step(
                "naming",
                naming,
                () -> named(naming.on(released, context), "", bounds.onNaming(1))),
            naming));
    released.mechanism().ifPresent(mechanism -> steps.addAll(asking(mechanism)));
    for (String column : settings.columns().attributes()) {
      steps.add(viewing("inferring " + column, new AttributeInferenceAttack(column)));
    }
    steps.add(viewing("recognising", new VerificationAttack()));
    steps.add(new Step("bounding", false, () -> StepResult.of(bounds.findings())));
    steps.addAll(
        context
            .form()
            .map(this::reconstructing)
            .orElseGet(() -> List.of(leftOut("reconstructing", unmade()))));
    return steps;
  }

  private String unmade() {
    InputSpec spec = context.captures().preprocessor().spec();
    return "Nothing was made of what is sent: no decoder makes captures of %s of the shape %s."
        .formatted(spec.modality().word(), spec.shape());
  }

  private static Step leftOut(String word, String why) {
    return new Step(word, false, () -> StepResult.of(List.of()).with(Optional.of(why)));
  }

  private List<Step> reconstructing(ReconstructionForm form) {
    ReconstructionAttack decoder = new ReconstructionAttack();
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "reconstructing",
            decoder.trains(),
            () ->
                new StepResult(
                    decoder.on(released, context).findings(context.seed()),
                    Optional.of(decoder.sheet(released, context)),
                    List.of())));
    if (settings.effort() == Effort.THOROUGH) {
      boolean leadsBack = form.prepared(Tensor.allocate(form.shape().batch(1))).isPresent();
      steps.add(
          leadsBack
              ? step("inverting", new ModelInversionAttack(decoder))
              : leftOut(
                  "inverting",
                  "Nobody searched with the extractor in hand: what a decoder makes is not what the extractor takes."));
    }
    return steps;
  }

  private Step viewing(String word, ViewAttack attack) {
    return remarking(step(word, attack), attack);
  }

  /** The same that says how captures themselves were looked at, which it did beside its feature. */
  private Step remarking(Step step, ViewAttack attack) {
    return new Step(
        step.word,
        step.trains,
        () -> step.work.get().with(context.raw(attack, released).remark(attack.word())));
  }

  private Step step(String word, Attack attack) {
    return step(word, attack, () -> attack.on(released, context).findings(context.seed()));
  }

  private static Step step(String word, Attack attack, Supplier<List<Finding>> findings) {
    return new Step(word, attack.trains(), () -> StepResult.of(findings.get()));
  }

  /** Other ways of asking, which find more than asking once only where something is randomised. */
  private List<Step> asking(Mechanism mechanism) {
    List<Step> steps = new ArrayList<>();
    for (int answers : REPEATED) {
      steps.add(
          asking(
              "asking %d times".formatted(answers),
              () -> querying.repeated(answers),
              answers + "-times",
              bounds.onNaming(answers)));
    }
    Function<AttackResult, OptionalDouble> none = result -> OptionalDouble.empty();
    String altering = "asking about altered copies";
    steps.add(
        context
            .unalterable()
            .map(why -> leftOut(altering, why))
            .orElseGet(
                () -> asking(altering, () -> querying.altered(COPIES), "altered-" + COPIES, none)));
    // Known captures say nothing of how others were randomised, so that the bound still holds.
    steps.add(
        asking(
            "reading with a codebook",
            () -> querying.codebook(mechanism),
            "codebook",
            bounds.onNaming(1)));
    steps.add(
        asking(
            "reading by frequencies",
            () -> querying.frequencies(mechanism),
            "frequencies",
            bounds.onNaming(1)));
    steps.add(
        asking(
            "asking with other nodes",
            querying::colluding,
            "colluding-" + SimulatedNodes.COUNT,
            none));
    steps.add(step("linking", new LinkageAttack(mechanism)));
    return steps;
  }

  /**
   * Naming from what is asked for in another way, beside the controls of asking once.
   *
   * @param how it asks, which is said in the names of the findings
   */
  private Step asking(
      String word,
      Supplier<List<Trial>> trials,
      String how,
      Function<AttackResult, OptionalDouble> bound) {
    IdentificationAttack single = new IdentificationAttack(IDENTITY, List.of(), false);
    return step(
        word,
        single,
        () -> {
          List<Trial> drawn = trials.get();
          ControlledResult result =
              new ControlledResult(
                  single.onAll(drawn, context),
                  context.raw(naming, released).results(),
                  context.label(naming, drawn.size()),
                  List.of());
          return named(result, "." + how, bound);
        });
  }

  /**
   * Findings about naming.
   *
   * @param how the attacker asks, behind the topic of the findings
   * @param bound on a number, if anything bounds it
   */
  private List<Finding> named(
      ControlledResult result, String how, Function<AttackResult, OptionalDouble> bound) {
    String topic = IDENTITY + how;
    return result.findings(
        metric -> topic + metric.substring(IDENTITY.length()), bound, context.seed());
  }
}
