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
final class Steps {
  /** How many captures of one person are pooled. */
  static final List<Integer> POOLS = List.of(5, 20);

  private static final List<Integer> REPEATED = List.of(10, 100);
  private static final int COPIES = 10;
  private static final String IDENTITY = "identity";

  private final Exposure exposure;
  private final Scene scene;
  private final AuditSettings settings;
  private final Querying querying;
  private final InformationBounds bounds;
  private final Naming naming;

  private Steps(Exposure exposure, Scene scene, AuditSettings settings) {
    this.exposure = exposure;
    this.scene = scene;
    this.settings = settings;
    this.querying = new Querying(exposure, scene);
    this.bounds = InformationBounds.of(exposure, scene.lineup());
    this.naming = new Naming(IDENTITY, POOLS, settings.effort() != Effort.QUICK);
  }

  /**
   * A step.
   *
   * @param trains whether it trains with PyTorch, which only one may do at a time
   */
  record Step(String word, boolean trains, Supplier<List<Finding>> work) {}

  static List<Step> of(Exposure exposure, Scene scene, AuditSettings settings) {
    return new Steps(exposure, scene, settings).all();
  }

  private List<Step> all() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("naming", true, this::named));
    exposure.mechanism().ifPresent(mechanism -> steps.addAll(asking(mechanism)));
    for (String column : settings.attributes()) {
      steps.add(new Step("inferring " + column, true, () -> compared(new Inferring(column))));
    }
    steps.add(new Step("recognising", false, () -> compared(new Recognising())));
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
    Function<Item, OptionalDouble> none = item -> OptionalDouble.empty();
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
    List<Draw> draws = querying.once();
    return named(
        naming.onAll(draws, scene),
        naming.shuffled(draws.get(0), scene),
        draws.size(),
        "",
        bounds.onNaming(1));
  }

  private List<Finding> named(List<Draw> draws, String how, Function<Item, OptionalDouble> bound) {
    Naming single = new Naming(IDENTITY, List.of(), false);
    return named(single.onAll(draws, scene), List.of(), draws.size(), how, bound);
  }

  /**
   * Naming beside its controls, which are the same however the attacker asks.
   *
   * @param how it asks, which is said in the names of the findings; empty for once
   * @param bound on a number, if anything bounds it
   */
  private List<Finding> named(
      List<Item> items,
      List<Item> shuffled,
      int draws,
      String how,
      Function<Item, OptionalDouble> bound) {
    String topic = how.isEmpty() ? IDENTITY : IDENTITY + "." + how;
    return new Compared(items, scene.raw(naming), scene.label(naming, draws), shuffled)
        .findings(measure -> topic + measure.substring(IDENTITY.length()), bound, scene.seed());
  }

  private List<Finding> linked(Mechanism mechanism) {
    return new Compared(Linking.of(exposure, mechanism, scene), List.of(), List.of(), List.of())
        .findings(scene.seed());
  }

  private List<Finding> compared(Attack attack) {
    List<Draw> draws = querying.once();
    return new Compared(
            attack.onAll(draws, scene),
            scene.raw(attack),
            scene.label(attack, draws.size()),
            attack.shuffled(draws.get(0), scene))
        .findings(scene.seed());
  }
}
