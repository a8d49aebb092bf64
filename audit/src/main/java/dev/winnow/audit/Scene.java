package dev.winnow.audit;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Progress;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.learn.Heads;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.privacy.Lineup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all packages of an audit have in common: captures of people that no package learned from,
 * whom an attacker has to name, captures of others that it may learn from, and what attacks make of
 * the two controls, each worked out once.
 *
 * <p>Safe for use by several threads.
 */
final class Scene {
  private final Captures captures;
  private final AuditSettings settings;
  private final List<Sample> test;
  private final List<Sample> background;
  private final Lineup lineup;
  private final View raw;
  private final View label;
  private final Map<String, List<Item>> controls = new ConcurrentHashMap<>();

  private Scene(
      Captures captures,
      AuditSettings settings,
      List<Sample> test,
      List<Sample> background,
      Lineup lineup,
      View raw,
      View label) {
    this.captures = captures;
    this.settings = settings;
    this.test = test;
    this.background = background;
    this.lineup = lineup;
    this.raw = raw;
    this.label = label;
  }

  /**
   * Looks at the pictures of the line-up.
   *
   * @param partition of the set: test people are attacked, training people are the attacker's own
   * @param most captures of the attacker's own that are used
   * @param uncut a network that an attacker on the pictures themselves goes on with, if it is here
   */
  static Scene of(
      Captures captures,
      Partition partition,
      AuditSettings settings,
      int most,
      Optional<Network> uncut,
      Progress progress) {
    captures.set().classes(settings.sensitive());
    List<String> labels = captures.set().classes(settings.primary());
    List<Sample> test = labelled(partition.test(), settings.primary());
    List<Sample> own = new ArrayList<>(labelled(partition.train(), settings.primary()));
    Collections.shuffle(own, new Random(settings.seed()));
    Pictured pictured =
        Pictured.of(captures, test, settings.sensitive(), settings.seed(), progress);
    Lineup lineup = pictured.lineup();
    return new Scene(
        captures,
        settings,
        test,
        List.copyOf(own.subList(0, Math.min(most, own.size()))),
        lineup,
        new View("raw", pictured.pictures(), uncut),
        View.ofLabel(lineup.samples(), settings.primary(), labels));
  }

  /** What an attack finds in the prepared pictures themselves: all there is to find. */
  List<Item> raw(Attack attack) {
    return controls.computeIfAbsent("raw " + attack.word(), key -> attack.on(raw, this));
  }

  /** What it finds in the primary label alone: what nobody can help giving away. */
  List<Item> label(Attack attack) {
    return controls.computeIfAbsent("label " + attack.word(), key -> attack.on(label, this));
  }

  Captures captures() {
    return captures;
  }

  /** Captures of people that no package learned from, with a primary label. */
  List<Sample> test() {
    return test;
  }

  /** Captures of other people, which an attacker has for itself. */
  List<Sample> background() {
    return background;
  }

  Lineup lineup() {
    return lineup;
  }

  /** The prepared pictures of the line-up. */
  View pictures() {
    return raw;
  }

  String primary() {
    return settings.primary();
  }

  String sensitive() {
    return settings.sensitive();
  }

  Optional<String> group() {
    return settings.group();
  }

  long seed() {
    return settings.seed();
  }

  int threads() {
    return settings.threads();
  }

  /** How often a network that was not cut is right about the test people. */
  Accuracy accuracy(Network whole) {
    Answers answers = new Answers(Heads.answers(whole, captures.set(), primary()));
    try (Session session = Session.open(whole, threads())) {
      captures.each(
          test, (samples, inputs) -> answers.add(samples, session, inputs), Progress.NONE);
    }
    return answers.accuracy(primary());
  }

  private static List<Sample> labelled(List<Sample> samples, String column) {
    return samples.stream().filter(sample -> sample.label(column).isPresent()).toList();
  }
}
