package dev.winnow.audit;

import dev.winnow.privacy.Estimate;
import dev.winnow.privacy.Measure;
import dev.winnow.privacy.Measured;
import dev.winnow.privacy.Ranking;
import dev.winnow.privacy.Recognition;
import dev.winnow.trust.Finding;
import java.util.Optional;

/**
 * One number that an attack gave on one view.
 *
 * @param topic what it is about, such as {@code identity}; with the measure it names the finding
 * @param measured the number
 * @param ranking the places that it was counted from, where the attack ranks people; what a leakage
 *     is made of
 * @param recognition what it was counted from, where pairs are told apart
 */
record Item(
    String topic, Measured measured, Optional<Ranking> ranking, Optional<Recognition> recognition) {

  /** A number that was counted from places. */
  static Item of(String topic, Measured measured, Ranking ranking) {
    return new Item(topic, measured, Optional.of(ranking), Optional.empty());
  }

  /** A number that stands for itself. */
  static Item of(String topic, Measured measured) {
    return new Item(topic, measured, Optional.empty(), Optional.empty());
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

  /** Whether leakage is counted from it: first places, and right values of a label. */
  boolean leaks() {
    return ranking.isPresent()
        && (measured.measure() == Measure.TOP_ONE || measured.measure() == Measure.BALANCED);
  }
}
