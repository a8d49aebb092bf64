package dev.winnow.attack.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.information.Leakage;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.learn.linalg.UnsuitableFeaturesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReidentificationTest {
  /** A line-up of five people and a feature that is the number of the person, or tells nothing. */
  private static Reidentification attack(boolean telling) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      samples.add(Sample.of("capture" + i, Map.of("identity", "p" + i % 5)));
    }
    ClosedSetProtocol protocol = ClosedSetProtocol.of(samples, "identity", 2, 60, 1);
    Tensor rows = Tensor.allocate(Shape.of(50, 5));
    for (int row = 0; row < 50; row++) {
      int person = samples.indexOf(protocol.samples().get(row)) % 5;
      rows.buffer().put(5 * row + (telling ? person : 0), 1);
    }
    return Reidentification.of(protocol.data(rows), 1, 1);
  }

  @Test
  void of_featureThatIsThePerson_isNamedByAll() {
    Reidentification found = attack(true);

    assertEquals(
        Map.of("knn", 1.0, "logistic", 1.0, "mlp", 1.0, "boosting", 1.0, "svm", 1.0),
        found.shares());
    assertEquals(1, found.toJson().get("logistic").asDouble());
  }

  /** Whatever is guessed for equal features is right for one person in five. */
  @Test
  void of_featureThatIsTheSameForAll_isChance() {
    assertEquals(0.2, attack(false).strongest(), 1e-9);
  }

  @Test
  void leakage_betweenTheControls_isTheShare() {
    assertEquals(1, Leakage.of(0.8, 0.8, 0.05));
    assertEquals(0, Leakage.of(0.05, 0.8, 0.05));
    assertEquals(0.5, Leakage.of(0.425, 0.8, 0.05), 1e-12);
    assertTrue(Double.isNaN(Leakage.of(0.1, 0.05, 0.05)));
  }

  /** Boosting and support vector machines take too long on many values, and add nothing there. */
  @Test
  void of_wideFeature_isTriedByThreeAdversaries() {
    AttackData wide = Synthetic.data(3, 6, 3, 65, 65, 3);

    assertEquals(
        Set.of("knn", "logistic", "mlp"), Reidentification.of(wide, 1, 1).shares().keySet());
  }

  @Test
  void strongest_anyOfThem_counts() {
    Reidentification found = new Reidentification(Map.of("knn", 0.1, "mlp", 0.2, "svm", 0.7));

    assertEquals(0.7, found.strongest());
    assertEquals("svm", found.adversary());
    assertEquals(OptionalDouble.of(0.2), found.share("mlp"));
    assertEquals(OptionalDouble.empty(), found.share("boosting"));
  }

  @Test
  void evidence_asManyRowsAsPeopleOrNot_isChecked() {
    Tensor two = Tensor.allocate(Shape.of(2, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new AttackData(two, List.of(0), two, List.of(0, 1)));
  }

  @Test
  void prepared_wideFeaturesThatAreNoNumbers_areRefused() {
    Tensor wide = Tensor.allocate(Shape.of(2, 100));
    wide.buffer().put(150, Float.NaN);
    AttackData data = new AttackData(wide, List.of(0, 1), wide, List.of(0, 1));

    assertThrows(UnsuitableFeaturesException.class, () -> data.prepared(1));
  }
}
