package dev.winnow.maskaudit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.reconstruction.Recogniser;
import dev.winnow.attack.statistics.MeasuredRows;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.statistics.ResampledMean;
import dev.winnow.core.Estimate;
import dev.winnow.core.Tensor;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Naming people on masked images. A recogniser holds masked images up to real ones of everybody;
 * and attackers who have 70 % of everybody's masked images, with names, learn from what the
 * recogniser makes of them and name the people on the others, by whatever is left: hair, clothes,
 * the place. The same attackers on the same mask in one colour show how much of that the mask
 * itself lets through.
 *
 * @param people who is to be named
 * @param images of the line, the known ones first
 * @param solid the same behind a mask of one colour
 * @param recogniser of others
 */
record MaskedIdentification(
    TestedPeople people,
    FaceImages images,
    FaceImages solid,
    Recogniser recogniser,
    MaskAuditSettings settings) {

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
    PreparedData bare = prepared(solid.masked());
    List<Adversary> adversaries =
        List.of(
            new NearestNeighbour(),
            ClassifierAdversary.logistic(settings.seed(), settings.threads()));
    List<Finding> findings = new ArrayList<>();
    for (Adversary adversary : adversaries) {
      Ranking named = Ranking.of(adversary, masked);
      findings.add(
          Controlled.finding("identity.retrained", top1(named), top1(Ranking.of(adversary, raw))));
      findings.add(
          Finding.of(
              adversary.word(),
              "identity.retrained.above-solid",
              Finding.ALL,
              above(named, Ranking.of(adversary, bare))));
    }
    return findings;
  }

  /** How many more are named than behind one colour, image by image. */
  private Estimate above(Ranking masked, Ranking bare) {
    List<MeasuredRows.Row> one = masked.rows(Metric.TOP_ONE);
    List<MeasuredRows.Row> other = bare.rows(Metric.TOP_ONE);
    double[] more =
        IntStream.range(0, one.size())
            .mapToDouble(i -> one.get(i).value() - other.get(i).value())
            .toArray();
    return ResampledMean.of(more, masked.people()).estimate(settings.seed());
  }

  private PreparedData prepared(Tensor of) {
    Tensor vectors = recogniser.vectors(of, images.spec(), settings.threads());
    return people.line().data(vectors).prepared(settings.threads());
  }

  private Measurement top1(Ranking ranking) {
    return ranking.measurement(Metric.TOP_ONE, settings.seed());
  }
}
