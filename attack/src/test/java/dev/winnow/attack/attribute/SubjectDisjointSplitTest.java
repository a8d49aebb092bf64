package dev.winnow.attack.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SubjectDisjointSplitTest {
  /** 200 people of 4 captures; every fourth of them is old. */
  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      String age = i / 4 % 4 == 0 ? "old" : "young";
      samples.add(Sample.of("capture" + i, Map.of("identity", "p" + i / 4, "age", age)));
    }
    return samples;
  }

  @Test
  void of_people_areKnownOrAskedAboutButNotBoth() {
    SubjectDisjointSplit strangers = SubjectDisjointSplit.of(samples(), "identity", "age", 1);

    Set<Integer> known =
        strangers.known().stream()
            .map(SubjectDisjointSplit.Shown::person)
            .collect(Collectors.toCollection(HashSet::new));
    assertEquals(100, known.size());
    assertEquals(List.of("old", "young"), strangers.values());
    assertEquals(800, strangers.samples().size());
    for (SubjectDisjointSplit.Shown shown : strangers.unknown()) {
      assertFalse(known.contains(shown.person()));
      assertEquals(
          strangers.values().get(shown.value()), shown.sample().label("age").orElseThrow());
    }
  }

  @Test
  void evidence_featureThatIsTheLabel_isReadByAll() {
    for (Measurement measurement : measurement(10, 0)) {
      assertEquals(0.5, measurement.chance());
      assertTrue(measurement.estimate().low() > 0.95, measurement.toString());
    }
  }

  /**
   * A feature that tells the person and nothing of the label. Over a hundred unseen people, a
   * quarter of them old, chance deviates by 0.05; four deviations are allowed.
   */
  @Test
  void evidence_featureThatIsThePerson_isChanceForStrangers() {
    for (Measurement measurement : measurement(0, 10)) {
      assertEquals(0.5, measurement.estimate().value(), 0.2, measurement.toString());
    }
  }

  @Test
  void of_labelThatIsTheSameForAll_saysSo() {
    List<Sample> same =
        samples().stream().map(s -> Sample.of(s.path(), Map.of("age", "old"))).toList();

    assertThrows(
        NothingToInferException.class, () -> SubjectDisjointSplit.of(same, "identity", "age", 1));
  }

  private static List<Measurement> measurement(double label, double person) {
    SubjectDisjointSplit strangers = SubjectDisjointSplit.of(samples(), "identity", "age", 1);
    Random random = new Random(1);
    double[][] middles = new double[200][4];
    for (double[] middle : middles) {
      for (int i = 0; i < 4; i++) {
        middle[i] = person * random.nextGaussian();
      }
    }
    List<SubjectDisjointSplit.Shown> all = new ArrayList<>(strangers.known());
    all.addAll(strangers.unknown());
    Tensor rows = Tensor.allocate(Shape.of(all.size(), 4));
    for (int row = 0; row < all.size(); row++) {
      for (int i = 0; i < 4; i++) {
        double middle = middles[all.get(row).person()][i] + label * all.get(row).value();
        rows.buffer().put(4 * row + i, (float) (middle + random.nextGaussian()));
      }
    }
    PreparedData prepared = strangers.data(rows).prepared(1);
    return List.<Adversary>of(
            new NearestNeighbour(),
            GaussianKde.own(),
            ClassifierAdversary.logistic(1, 1).withBalance(),
            ClassifierAdversary.perceptron(1, 1).withBalance())
        .stream()
        .map(adversary -> Ranking.of(adversary, prepared).measurement(Metric.BALANCED, 1))
        .toList();
  }
}
