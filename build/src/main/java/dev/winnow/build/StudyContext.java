package dev.winnow.build;

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
 * What all embeddings of a study stand on: the captures, who learns from which, and the controls.
 *
 * @param data with the captures
 * @param primary what the network answers
 * @param samples with a primary label: to learn from, to choose by, and of people never seen, to
 *     measure on
 * @param identity how it is measured what features tell of people, if they are told apart
 * @param keys from which those of simulated nodes follow: of the data, every file of which is read
 *     for it, and the seed
 */
record StudyContext(
    StudyData data,
    PrimaryTask primary,
    Partition samples,
    Optional<IdentityStudy> identity,
    Digest keys) {
  /** Looks at the captures of the protocol and runs the controls. */
  static StudyContext of(StudyPlan plan, PrimaryTask primary, Progress progress) {
    StudyData data = plan.data();
    Optional<IdentificationData> people =
        data.sensitive().map(sensitive -> people(data, sensitive, progress));
    Partition samples =
        people
            .map(IdentificationData::samples)
            .orElseGet(() -> IdentificationData.labelled(data.partition(), data.primary()));
    String source = data.captures().set().digest() + " " + data.seed();
    Digest keys = Digest.of(source.getBytes(StandardCharsets.US_ASCII));
    Optional<IdentityStudy> identity =
        people.map(known -> IdentityStudy.of(data, known, plan.network(), plan.cut()));
    return new StudyContext(data, primary, samples, identity, keys);
  }

  private static IdentificationData people(StudyData data, String sensitive, Progress progress) {
    return IdentificationData.of(
        data.captures(), data.partition(), data.primary(), sensitive, data.seed(), progress);
  }

  /** Nodes that would send features; their keys follow from the data and the seed. */
  SimulatedNodes nodes(Optional<Mechanism> mechanism) {
    return new SimulatedNodes(mechanism, keys);
  }

  /** The samples on which attackers are tried; none if people are not told apart. */
  List<Sample> attacked() {
    return identity.map(study -> study.protocol().samples()).orElse(List.of());
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
