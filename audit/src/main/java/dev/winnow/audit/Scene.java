package dev.winnow.audit;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Progress;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.learn.Heads;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.privacy.Lineup;
import dev.winnow.trust.Effort;
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
  private static final int QUICK_DRAWS = 2;

  private final Captures captures;
  private final AuditSettings settings;
  private final List<Sample> test;
  private final List<Sample> background;
  private final List<Lineup> lineups;
  private final View raw;
  private final List<String> labels;
  private final Map<String, List<Item>> controls = new ConcurrentHashMap<>();

  private Scene(
      Captures captures,
      AuditSettings settings,
      List<Sample> test,
      List<Sample> background,
      List<Lineup> lineups,
      View raw,
      List<String> labels) {
    this.captures = captures;
    this.settings = settings;
    this.test = test;
    this.background = background;
    this.lineups = lineups;
    this.raw = raw;
    this.labels = labels;
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
    long seed = SimulatedNodes.seed(captures.set().digest());
    Collections.shuffle(own, new Random(seed));
    Pictured pictured = Pictured.of(captures, test, settings.sensitive(), seed, progress);
    return new Scene(
        captures,
        settings,
        test,
        List.copyOf(own.subList(0, Math.min(most, own.size()))),
        lineups(pictured, settings.sensitive(), seed),
        new View("raw", pictured.pictures(), uncut),
        labels);
  }

  /** Splits of the same captures into known and unknown ones. */
  private static List<Lineup> lineups(Pictured pictured, String sensitive, long seed) {
    List<Lineup> lineups = new ArrayList<>(List.of(pictured.lineup()));
    for (int draw = 1; draw < SimulatedNodes.COUNT; draw++) {
      lineups.add(Pictured.split(pictured.lineup().samples(), sensitive, seed + draw));
    }
    return List.copyOf(lineups);
  }

  /** What an attack finds in the prepared pictures themselves: all there is to find. */
  List<Item> raw(Attack attack) {
    Draw pictures = new Draw(lineup(), raw);
    return controls.computeIfAbsent(
        "raw " + attack.word(), key -> attack.onAll(List.of(pictures), this));
  }

  /**
   * What it finds in the primary label alone: what nobody can help giving away.
   *
   * @param draws how many
   */
  List<Item> label(Attack attack, int draws) {
    return controls.computeIfAbsent(
        "label %d %s".formatted(draws, attack.word()),
        key -> attack.onAll(lineups.subList(0, draws).stream().map(this::label).toList(), this));
  }

  private Draw label(Lineup lineup) {
    return new Draw(lineup, View.ofLabel(lineup.samples(), primary(), labels));
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

  /** The first split, in whose order the pictures are. */
  Lineup lineup() {
    return lineups.get(0);
  }

  /**
   * How many nodes, each with a split of its own, an attacker tries of a package that randomises:
   * all, or two if the audit is a quick one.
   */
  int draws() {
    return settings.effort() == Effort.QUICK ? QUICK_DRAWS : SimulatedNodes.COUNT;
  }

  /** A split of the same captures into known and unknown ones, by the number of a draw. */
  Lineup lineup(int draw) {
    return lineups.get(draw);
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

  /**
   * Of every random choice of an attacker. It follows from the data, so that nobody can look for
   * one that suits.
   */
  long seed() {
    return SimulatedNodes.seed(captures.set().digest());
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
