package dev.winnow.attack.reconstruction;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureFeature;
import java.util.ArrayList;
import java.util.List;

/**
 * A classifier that learned people from real captures, in the form in which reconstructions are
 * made, and had no part in making them: what a recogniser is for faces, it is for speakers and for
 * whoever carries a sensor. Of several classifiers it is the one that names most people on real
 * captures that it did not learn from.
 *
 * @param feature of captures that it looks at
 * @param adversary the classifier
 * @param known real captures
 * @param people who is on each, numbered from 0, nobody left out
 * @param threads that compute
 */
public record PersonClassifier(
    CaptureFeature feature, Adversary adversary, Tensor known, List<Integer> people, int threads)
    implements ReconstructionJudge {
  private static final String WORD = "classifier";

  public PersonClassifier {
    people = List.copyOf(people);
  }

  /**
   * Tries classifiers. While it runs, and while one is asked, no other training may run in this
   * process.
   *
   * @param features of captures that they may look at, at least one
   * @param known real captures to learn from
   * @param people who is on each
   * @param others real captures of the same people, to choose by
   * @param shown who is on these
   */
  public static PersonClassifier of(
      List<CaptureFeature> features,
      Tensor known,
      List<Integer> people,
      Tensor others,
      List<Integer> shown,
      long seed,
      int threads) {
    List<PersonClassifier> candidates = new ArrayList<>();
    for (CaptureFeature feature : features) {
      for (Adversary adversary :
          List.of(
              ClassifierAdversary.logistic(seed, threads),
              ClassifierAdversary.perceptron(seed, threads))) {
        candidates.add(new PersonClassifier(feature, adversary, known, people, threads));
      }
    }
    PersonClassifier best = candidates.get(0);
    double most = -1;
    for (PersonClassifier candidate : candidates) {
      double named = candidate.ranking(others, shown).mean(Metric.TOP_ONE);
      if (named > most) {
        most = named;
        best = candidate;
      }
    }
    return best;
  }

  @Override
  public List<Measurement> measurement(Tensor probes, List<Integer> shown, long seed) {
    Ranking ranking = ranking(probes, shown);
    return List.of(
        ranking.measurement(Metric.TOP_ONE, seed), ranking.measurement(Metric.TOP_FIVE, seed));
  }

  private Ranking ranking(Tensor probes, List<Integer> shown) {
    AttackData data = new AttackData(feature.of(known), people, feature.of(probes), shown);
    Ranking found = Ranking.of(adversary, data.prepared(threads));
    return new Ranking(WORD, found.answers(), found.ranks());
  }
}
