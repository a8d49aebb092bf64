package dev.winnow.app;

import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.IdentificationData;
import dev.winnow.audit.PreparedSamples;
import dev.winnow.audit.SimulatedNodes;
import dev.winnow.core.Digest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.privacy.AttackData;
import dev.winnow.privacy.ClosedSetProtocol;
import dev.winnow.privacy.Reidentification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all rungs of a ladder stand on: the images, who learns from which, and the controls.
 *
 * @param captures the images
 * @param primary what the network answers
 * @param train samples with a primary label, to learn from
 * @param validation the same, to choose by
 * @param test the same, of people never seen, to measure on
 * @param protocol the attack, inside the test people
 * @param raw what the adversaries make of the prepared images
 * @param label what they make of the primary label alone
 * @param seed of every random choice
 * @param threads that compute
 */
record StudyContext(
    PreparedSamples captures,
    PrimaryTask primary,
    List<Sample> train,
    List<Sample> validation,
    List<Sample> test,
    ClosedSetProtocol protocol,
    Reidentification raw,
    Reidentification label,
    long seed,
    int threads) {
  /** Looks at the images of the line-up and runs the controls. */
  static StudyContext of(
      PreparedSamples captures,
      Partition partition,
      PrimaryTask primary,
      String sensitive,
      long seed,
      int threads,
      Progress progress) {
    DataSet set = captures.set();
    set.classes(sensitive);
    List<Sample> test = primary.labelled(partition.test());
    IdentificationData people = IdentificationData.of(captures, test, sensitive, seed, progress);
    ClosedSetProtocol protocol = people.protocol();
    List<String> labels = set.classes(primary.column());
    return new StudyContext(
        captures,
        primary,
        primary.labelled(partition.train()),
        primary.labelled(partition.validation()),
        test,
        protocol,
        Reidentification.of(AttackData.of(protocol, people.images().values()), seed, threads),
        Reidentification.of(
            AttackData.of(
                protocol,
                FeatureTable.ofLabel(protocol.samples(), primary.column(), labels).values()),
            seed,
            threads),
        seed,
        threads);
  }

  /** Nodes that would send features; their keys follow from the data and the seed. */
  SimulatedNodes nodes(Optional<Mechanism> mechanism) {
    String source = captures.set().digest() + " " + seed;
    return new SimulatedNodes(mechanism, Digest.of(source.getBytes(StandardCharsets.US_ASCII)));
  }

  /** What the adversaries make of a feature of the line-up. */
  Reidentification attack(FeatureTable features) {
    return Reidentification.of(AttackData.of(protocol, features.values()), seed, threads);
  }

  /** What an extractor makes of some samples. */
  FeatureTable features(Network extractor, List<Sample> samples, Progress progress) {
    Shape shape = extractor.outputs().get(0).shape();
    try (Session session = Session.open(extractor, threads)) {
      return captures.rows(samples, shape, session::run, progress);
    }
  }

  /** Training, validation and test samples, in this order. */
  List<Sample> all() {
    List<Sample> all = new ArrayList<>(train);
    all.addAll(validation);
    all.addAll(test);
    return all;
  }
}
