package dev.winnow.maskaudit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.reconstruction.Recogniser;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Tensor;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Naming people on masked images. A recogniser holds masked images up to real ones of everybody;
 * and attackers who have 70 % of everybody's masked images, with names, learn from what the
 * recogniser makes of them and name the people on the others, by whatever is left: hair, clothes,
 * the place.
 *
 * @param people who is to be named
 * @param images of the line, the known ones first
 * @param recogniser of others
 */
record MaskedIdentification(
    TestedPeople people, FaceImages images, Recogniser recogniser, MaskAuditSettings settings) {

  /** Real images of everybody, for whoever has to be named. */
  Gallery gallery() {
    return Gallery.of(
        recogniser,
        images.raw().rows(0, people.known()),
        people.knownPeople(),
        images.spec(),
        settings.threads());
  }

  /** {@code identity.…} beside the same on the originals. */
  List<Finding> findings(Gallery gallery) {
    int end = images.raw().shape().dim(0);
    List<Measurement> masked =
        gallery.measurement(
            images.masked().rows(people.known(), end), people.askedPeople(), settings.seed());
    List<Measurement> raw =
        gallery.measurement(
            images.raw().rows(people.known(), end), people.askedPeople(), settings.seed());
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < masked.size(); i++) {
      findings.add(Controlled.finding("identity", masked.get(i), raw.get(i)));
    }
    findings.addAll(retrained());
    return findings;
  }

  private List<Finding> retrained() {
    PreparedData masked = prepared(images.masked());
    PreparedData raw = prepared(images.raw());
    List<Adversary> adversaries =
        List.of(
            new NearestNeighbour(),
            ClassifierAdversary.logistic(settings.seed(), settings.threads()));
    List<Finding> findings = new ArrayList<>();
    for (Adversary adversary : adversaries) {
      findings.add(
          Controlled.finding(
              "identity.retrained", named(adversary, masked), named(adversary, raw)));
    }
    return findings;
  }

  private PreparedData prepared(Tensor of) {
    Tensor vectors = recogniser.vectors(of, images.spec(), settings.threads());
    return people.line().data(vectors).prepared(settings.threads());
  }

  private Measurement named(Adversary adversary, PreparedData data) {
    return Ranking.of(adversary, data).measurement(Metric.TOP_ONE, settings.seed());
  }
}
