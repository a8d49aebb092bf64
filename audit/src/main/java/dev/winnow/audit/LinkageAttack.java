package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.linkage.Linkability;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Tensor;
import dev.winnow.noise.LocalRandomizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finding the very capture that an answer is about among captures whose clean features are known
 * (the curve of DeepPrivInf2017), of a package with a mechanism, as the first node sends. Without
 * one, every capture whose feature is like no other is found.
 *
 * @param mechanism of the package
 */
record LinkageAttack(Mechanism mechanism) implements Attack {
  @Override
  public String word() {
    return "linkability";
  }

  @Override
  public boolean trains() {
    return false;
  }

  @Override
  public ControlledResult on(ReleasedFeatures released, AuditContext context) {
    ClosedSetProtocol protocol = context.protocol();
    List<Integer> people =
        Stream.concat(protocol.known().stream(), protocol.unknown().stream())
            .map(ClosedSetProtocol.Shown::person)
            .toList();
    Tensor clean = released.clean(protocol.samples()).values();
    LocalRandomizer.clamp(mechanism, clean);
    Tensor sent = released.sent(protocol.samples(), 0).values();
    return ControlledResult.of(
        Linkability.of(clean, sent, people, context.seed()).stream()
            .map(measurement -> AttackResult.of(word(), measurement))
            .toList());
  }
}
