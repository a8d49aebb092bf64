package dev.winnow.audit;

import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What an audit does to one package, step by step. */
final class Steps {
  private static final List<Integer> POOLS = List.of(5, 20);
  private static final List<Integer> REPEATED = List.of(10, 100);
  private static final int COPIES = 10;
  private static final String IDENTITY = "identity";

  private final Exposure exposure;
  private final Scene scene;
  private final AuditSettings settings;
  private final InformationBounds bounds;
  private final Naming naming;
  private final Map<String, List<Item>> found = new ConcurrentHashMap<>();

  private Steps(Exposure exposure, Scene scene, AuditSettings settings) {
    this.exposure = exposure;
    this.scene = scene;
    this.settings = settings;
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
    if (exposure.mechanism().isPresent()) {
      for (int answers : REPEATED) {
        steps.add(new Step("asking %d times".formatted(answers), true, () -> repeated(answers)));
      }
      steps.add(new Step("asking about altered copies", true, this::altered));
      steps.add(new Step("linking", false, () -> linked(exposure.mechanism().orElseThrow())));
    }
    for (String column : settings.attributes()) {
      steps.add(new Step("inferring " + column, true, () -> compared(new Inferring(column))));
    }
    steps.add(new Step("telling", true, this::told));
    steps.add(new Step("recognising", false, () -> compared(new Recognising())));
    steps.add(new Step("bounding", false, bounds::findings));
    return steps;
  }

  private List<Finding> named() {
    List<Item> shuffled = naming.shuffled(exposure.view(scene.lineup(), 0), scene);
    return named(once(), shuffled, "", bounds.naming(1));
  }

  /** What is found in one answer about each capture. */
  private List<Item> once() {
    return found.computeIfAbsent("once", key -> naming.on(exposure.view(scene.lineup(), 0), scene));
  }

  private List<Finding> repeated(int answers) {
    List<Item> items = single().on(exposure.averaged(scene.lineup(), 0, answers), scene);
    return named(items, List.of(), answers + "-times", bounds.naming(answers));
  }

  /** Copies are no answers about one capture, so nothing bounds what they tell together. */
  private List<Finding> altered() {
    List<Item> items =
        single().on(exposure.altered(scene.lineup(), 0, COPIES, Progress.NONE), scene);
    return named(items, List.of(), "altered-" + COPIES, OptionalDouble.empty());
  }

  private Naming single() {
    return new Naming(IDENTITY, List.of(), naming.thorough());
  }

  /**
   * Naming beside its controls, which are the same however the attacker asks.
   *
   * @param how it asks, which is said in the names of the findings; empty for once
   * @param bound on naming single captures
   */
  private List<Finding> named(
      List<Item> items, List<Item> shuffled, String how, OptionalDouble bound) {
    String topic = how.isEmpty() ? IDENTITY : IDENTITY + "." + how;
    return new Compared(items, scene.raw(naming), scene.label(naming), shuffled)
        .findings(
            measure -> topic + measure.substring(IDENTITY.length()),
            item -> isSingle(item) ? bound : OptionalDouble.empty(),
            scene.seed());
  }

  /** Nothing tells more than there is to know of who it is, nor than an answer can tell. */
  private List<Finding> told() {
    Telling telling = new Telling(IDENTITY, bounds.identity());
    return new Compared(
            telling.on(exposure.view(scene.lineup(), 0), scene),
            scene.raw(telling),
            scene.label(telling),
            List.of())
        .findings(
            UnaryOperator.identity(), item -> OptionalDouble.of(bounds.identity()), scene.seed());
  }

  private List<Finding> linked(Mechanism noise) {
    return new Compared(Linking.of(exposure, noise, scene), List.of(), List.of(), List.of())
        .findings(scene.seed());
  }

  private List<Finding> compared(Attack attack) {
    View view = exposure.view(scene.lineup(), 0);
    return new Compared(
            attack.on(view, scene),
            scene.raw(attack),
            scene.label(attack),
            attack.shuffled(view, scene))
        .findings(scene.seed());
  }

  /** Fano's bound is of single captures, of everybody. */
  private static boolean isSingle(Item item) {
    return item.measure().equals(IDENTITY + ".top1") && item.measured().group().equals(Finding.ALL);
  }
}
