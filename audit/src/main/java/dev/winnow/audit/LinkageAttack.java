package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.linkage.Linkability;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Tensor;
import dev.winnow.noise.LocalRandomizer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finding the very capture that an answer is about among captures whose clean features are known
 * (the curve of DeepPrivInf2017).
 */
final class LinkageAttack {
  static final String TOPIC = "linkability";

  private LinkageAttack() {}

  /**
   * Of a package with a mechanism, as the first node sends; without, every capture whose feature is
   * like no other is found.
   */
  static List<AttackResult> of(
      ReleasedFeatures released, Mechanism mechanism, AuditContext context) {
    ClosedSetProtocol protocol = context.protocol();
    List<Integer> people =
        Stream.concat(protocol.known().stream(), protocol.unknown().stream())
            .map(ClosedSetProtocol.Shown::person)
            .toList();
    Tensor clean = released.clean(protocol.samples()).values();
    LocalRandomizer.clamp(mechanism, clean);
    Tensor sent = released.sent(protocol.samples(), 0).values();
    List<Measurement> all = Linkability.of(clean, sent, people, context.seed());
    return IntStream.range(0, all.size())
        .mapToObj(i -> AttackResult.of(TOPIC, all.get(i)))
        .toList();
  }
}
