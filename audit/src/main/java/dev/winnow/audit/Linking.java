package dev.winnow.audit;

import dev.winnow.core.Mechanism;
import dev.winnow.core.Tensor;
import dev.winnow.noise.LocalRandomizer;
import dev.winnow.privacy.Lineup;
import dev.winnow.privacy.Linkability;
import dev.winnow.privacy.Measured;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finding the very capture that an answer is about among captures whose clean features are known
 * (the curve of DeepPrivInf2017).
 */
final class Linking {
  static final String TOPIC = "linkability";

  private Linking() {}

  /**
   * Of a package with a mechanism, as the first node sends; without, every capture whose feature is
   * like no other is found.
   */
  static List<Item> of(Exposure exposure, Mechanism mechanism, Scene scene) {
    Lineup lineup = scene.lineup();
    List<Integer> people =
        Stream.concat(lineup.known().stream(), lineup.unknown().stream())
            .map(Lineup.Shown::person)
            .toList();
    Tensor clean = exposure.clean(lineup.samples()).values();
    LocalRandomizer.clamp(mechanism, clean);
    Tensor sent = exposure.sent(lineup.samples(), 0).values();
    List<Measured> all = Linkability.of(clean, sent, people, scene.seed());
    return IntStream.range(0, all.size()).mapToObj(i -> Item.of(TOPIC, all.get(i))).toList();
  }
}
