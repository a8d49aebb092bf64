package dev.winnow.maskaudit;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.trust.Finding;
import java.util.OptionalDouble;

/** Measurements as findings beside their controls. */
final class Controlled {
  private Controlled() {}

  /**
   * A finding.
   *
   * @param topic before the metric's name
   * @param raw the same attack on the originals
   */
  static Finding finding(String topic, Measurement masked, Measurement raw) {
    return Finding.of(
            masked.adversary(),
            topic + "." + masked.metric().word(),
            Finding.ALL,
            masked.estimate())
        .withChance(masked.chance())
        .withControls(
            OptionalDouble.of(raw.estimate().value()),
            OptionalDouble.empty(),
            OptionalDouble.empty());
  }
}
