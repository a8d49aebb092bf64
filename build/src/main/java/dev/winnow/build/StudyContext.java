package dev.winnow.build;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.identification.Reidentification;
import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.IdentificationData;
import dev.winnow.audit.PreparedSamples;
import dev.winnow.audit.SimulatedNodes;
import dev.winnow.core.Digest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all embeddings of a study stand on: the images, who learns from which, and the controls.
 *
 * @param data with the images
 * @param primary what the network answers
 * @param samples with a primary label: to learn from, to choose by, and of people never seen, to
 *     measure on
 * @param protocol the attack, inside the test people
 * @param controls of the attack
 * @param keys from which those of simulated nodes follow: of the data, every file of which is read
 *     for it, and the seed
 */
record StudyContext(
    StudyData data,
    PrimaryTask primary,
    Partition samples,
    ClosedSetProtocol protocol,
    IdentityControls controls,
    Digest keys) {
  /** Looks at the images of the protocol and runs the controls. */
  static StudyContext of(StudyData data, PrimaryTask primary, Progress progress) {
    IdentificationData people =
        IdentificationData.of(
            data.captures(),
            data.partition(),
            data.primary(),
            data.sensitive(),
            data.seed(),
            progress);
    ClosedSetProtocol protocol = people.protocol();
    IdentityControls controls =
        new IdentityControls(
            attack(data, protocol, people.images()),
            attack(data, protocol, people.label(protocol.samples())),
            protocol.people().size(),
            protocol.samples().size());
    String source = data.captures().set().digest() + " " + data.seed();
    Digest keys = Digest.of(source.getBytes(StandardCharsets.US_ASCII));
    return new StudyContext(data, primary, people.samples(), protocol, controls, keys);
  }

  private static Reidentification attack(
      StudyData data, ClosedSetProtocol protocol, FeatureTable features) {
    return Reidentification.of(protocol.data(features.values()), data.seed(), data.threads());
  }

  /** Nodes that would send features; their keys follow from the data and the seed. */
  SimulatedNodes nodes(Optional<Mechanism> mechanism) {
    return new SimulatedNodes(mechanism, keys);
  }

  /** What the adversaries make of a feature of the protocol's samples. */
  Reidentification attack(FeatureTable features) {
    return attack(data, protocol, features);
  }

  PreparedSamples captures() {
    return data.captures();
  }

  List<Sample> train() {
    return samples.train();
  }

  List<Sample> validation() {
    return samples.validation();
  }

  List<Sample> test() {
    return samples.test();
  }

  /** Training, validation and test samples, in this order. */
  List<Sample> all() {
    List<Sample> all = new ArrayList<>(train());
    all.addAll(validation());
    all.addAll(test());
    return all;
  }

  long seed() {
    return data.seed();
  }

  int threads() {
    return data.threads();
  }
}
