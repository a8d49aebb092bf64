package dev.winnow.build;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.identification.Reidentification;
import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.IdentificationData;
import dev.winnow.audit.PreparedSamples;
import java.util.Comparator;

/**
 * How it is measured what features tell of who is on a capture.
 *
 * @param protocol the attack, inside the test people
 * @param controls of the attack
 * @param data for its seed and threads
 */
record IdentityStudy(ClosedSetProtocol protocol, IdentityControls controls, StudyData data) {
  /** Runs the controls. */
  static IdentityStudy of(StudyData data, IdentificationData people) {
    ClosedSetProtocol protocol = people.protocol();
    IdentityControls controls =
        new IdentityControls(
            raw(data, people),
            attack(data, protocol, people.label(protocol.samples())),
            protocol.people().size(),
            protocol.samples().size());
    return new IdentityStudy(protocol, controls, data);
  }

  /** The strongest attack on the prepared captures themselves, however it looks at them. */
  private static Reidentification raw(StudyData data, IdentificationData people) {
    PreparedSamples captures = data.captures();
    FeatureTable prepared = people.prepared();
    return captures.modality().rawFeatures(captures.preprocessor().spec()).stream()
        .map(feature -> new FeatureTable(prepared.samples(), feature.of(prepared.values())))
        .map(rows -> attack(data, people.protocol(), rows))
        .max(Comparator.comparingDouble(Reidentification::strongest))
        .orElseThrow();
  }

  /** What the adversaries make of a feature of the protocol's samples. */
  IdentityLeakage of(FeatureTable features) {
    Reidentification attack = attack(data, protocol, features);
    return new IdentityLeakage(attack, controls.leakage(attack));
  }

  private static Reidentification attack(
      StudyData data, ClosedSetProtocol protocol, FeatureTable features) {
    return Reidentification.of(protocol.data(features.values()), data.seed(), data.threads());
  }
}
