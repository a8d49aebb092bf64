package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.attribute.NothingToInferException;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Labels that are numbers are read as numbers, others as classes. */
class AttributeInferenceAttackTest {
  private static final int PEOPLE = 60;

  @Test
  void on_aFeatureThatTellsAges_explainsThem() {
    List<AttackResult> found = attacked("age", 1);

    assertEquals(
        List.of("attribute.age.r2", "attribute.age.r2"),
        found.stream().map(AttackResult::metric).toList());
    assertEquals(
        List.of("ridge", "knn"),
        found.stream().map(each -> each.measurement().adversary()).toList());
    found.forEach(each -> assertTrue(each.measurement().estimate().low() > 0.8, each.toString()));
  }

  @Test
  void on_aFeatureThatTellsNothing_explainsNothing() {
    attacked("age", 0)
        .forEach(each -> assertTrue(each.measurement().estimate().low() <= 0, each.toString()));
  }

  /** Ages of three groups are classes, though they are written as numbers. */
  @Test
  void on_aFewNumbers_tellsThemApartAsClasses() {
    List<AttackResult> found = attacked("decade", 1);

    found.forEach(each -> assertEquals(Metric.BALANCED, each.measurement().metric()));
    assertTrue(found.get(0).measurement().estimate().value() > 0.8, found.toString());
  }

  @Test
  void on_oneAgeOfAllThatAreKnown_saysSo() {
    FeatureTable rows = rows(1);
    List<Sample> alike =
        rows.samples().stream().map(s -> Sample.of(s.path(), Map.of("identity", "a"))).toList();
    FeatureTable nobody = new FeatureTable(alike, rows.values());

    assertThrows(
        NothingToInferException.class,
        () -> new AttributeInferenceAttack("age").on(nobody, "identity", 1, 1));
  }

  private static List<AttackResult> attacked(String column, double told) {
    return new AttributeInferenceAttack(column).on(rows(told), "identity", 1, 1);
  }

  /** Four captures of everybody, which tell the age to some years, and two numbers more. */
  private static FeatureTable rows(double told) {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    Tensor values = Tensor.allocate(Shape.of(4 * PEOPLE, 3));
    for (int person = 0; person < PEOPLE; person++) {
      int age = 20 + random.nextInt(60);
      Map<String, String> labels =
          Map.of(
              "identity", "person " + person,
              "age", Integer.toString(age),
              "decade", Integer.toString(age / 20));
      for (int i = 0; i < 4; i++) {
        int row = 4 * person + i;
        samples.add(Sample.of("capture %d.png".formatted(row), labels));
        values.buffer().put(3 * row, (float) (told * age + 2 * random.nextGaussian()));
        values.buffer().put(3 * row + 1, random.nextFloat());
        values.buffer().put(3 * row + 2, random.nextFloat());
      }
    }
    return new FeatureTable(samples, values);
  }
}
