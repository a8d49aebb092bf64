package dev.winnow.audit;

import dev.winnow.privacy.Estimate;
import dev.winnow.privacy.Measure;
import dev.winnow.privacy.Measured;
import dev.winnow.privacy.Ranking;
import dev.winnow.privacy.Recognition;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One number that an attack gave on one view, over one draw or several.
 *
 * @param topic what it is about, such as {@code identity}; with the measure it names the finding
 * @param measured the number
 * @param rankings the places that it was counted from, one a draw, where the attack ranks people;
 *     what a leakage is made of
 * @param recognitions what it was counted from, one a draw, where pairs are told apart
 */
record Item(
    String topic, Measured measured, List<Ranking> rankings, List<Recognition> recognitions) {
  Item {
    rankings = List.copyOf(rankings);
    recognitions = List.copyOf(recognitions);
  }

  /** A number that was counted from places. */
  static Item of(String topic, Measured measured, List<Ranking> rankings) {
    return new Item(topic, measured, rankings, List.of());
  }

  /** A number that stands for itself. */
  static Item of(String topic, Measured measured) {
    return new Item(topic, measured, List.of(), List.of());
  }

  /**
   * The same number over several draws: the worst of them, and the mean of their intervals,
   * extended so that it holds every draw.
   */
  static Item over(List<Item> draws) {
    Item first = draws.get(0);
    return new Item(
        first.topic,
        over(draws.stream().map(Item::measured).toList(), first.measured.measure()),
        draws.stream().flatMap(item -> item.rankings.stream()).toList(),
        draws.stream().flatMap(item -> item.recognitions.stream()).toList());
  }

  /** By how much pairs are told apart better than by a control, over as many draws. */
  Item above(Item control, long seed) {
    List<Measured> draws = new ArrayList<>();
    for (int i = 0; i < recognitions.size(); i++) {
      draws.add(recognitions.get(i).above(control.recognitions.get(i), seed));
    }
    return of(topic, over(draws, Measure.AREA_ABOVE));
  }

  private static Measured over(List<Measured> draws, Measure measure) {
    Measured first = draws.get(0);
    List<Estimate> each = draws.stream().map(Measured::estimate).toList();
    Estimate mean =
        new Estimate(
            each.stream().mapToDouble(Estimate::value).average().orElseThrow(),
            each.stream().mapToDouble(Estimate::low).average().orElseThrow(),
            each.stream().mapToDouble(Estimate::high).average().orElseThrow());
    double[] values = each.stream().mapToDouble(Estimate::value).toArray();
    return new Measured(
        first.adversary(),
        first.measure(),
        first.group(),
        mean.over(measure, values),
        first.chance(),
        draws.stream().mapToInt(Measured::samples).sum());
  }

  /** Such as {@code identity.top1}. */
  String measure() {
    return topic + "." + measured.measure().word();
  }

  /** A finding about it. */
  Finding finding(String name, Estimate estimate) {
    return Finding.of(
        measured.adversary(),
        name,
        measured.group(),
        estimate.value(),
        estimate.low(),
        estimate.high());
  }

  /** Whether both are the same attack and count the same of the same people. */
  boolean matches(Item other) {
    return measure().equals(other.measure())
        && measured.adversary().equals(other.measured().adversary())
        && measured.group().equals(other.measured().group());
  }

  /**
   * The name of the leakage that is counted from it, if any is: of first places, of right values of
   * a label, and of bits. Of the few people of a group only bits: which of them an attacker names
   * first among those it cannot tell apart would decide more than what leaks.
   */
  Optional<String> leakage() {
    if (rankings.isEmpty()) {
      return Optional.empty();
    }
    return switch (measured.measure()) {
      case INFORMATION -> Optional.of(measure() + ".leakage");
      case BALANCED -> Optional.of(topic + ".leakage");
      case TOP_ONE ->
          measured.group().equals(Measured.ALL)
              ? Optional.of(topic + ".leakage")
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
