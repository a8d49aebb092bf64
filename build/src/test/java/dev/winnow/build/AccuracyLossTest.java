package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccuracyLossTest {
  /** Means .5 and .1; the standard error is √((.5/2 + .02/2) / 4) by hand. */
  @Test
  void of_twoClasses_isBalancedWithAnInterval() {
    AccuracyLoss loss = AccuracyLoss.of(List.of("a", "a", "b", "b"), new double[] {1, 0, 0.2, 0});

    assertEquals(0.3, loss.mean(), 1e-12);
    assertEquals(0.3 + 1.645 * Math.sqrt((0.25 + 0.01) / 4), loss.most(), 1e-12);
  }

  @Test
  void of_nothingLostByMany_isSurelyNothing() {
    AccuracyLoss loss = AccuracyLoss.of(Collections.nCopies(50, "a"), new double[50]);

    assertEquals(new AccuracyLoss(0, 0), loss);
  }

  @Test
  void of_oneSampleOfAClass_isUnsure() {
    assertTrue(AccuracyLoss.of(List.of("a", "a", "b"), new double[3]).most() > 0.5);
  }

  /** Of 2,000 data sets 5 % should lie; 7.5 % would be five standard deviations more. */
  @Test
  void of_manyDataSets_liesInOneOfTwenty() {
    Random random = new Random(8);
    List<String> classes = new ArrayList<>(Collections.nCopies(300, "a"));
    classes.addAll(Collections.nCopies(120, "b"));
    int lies = 0;
    for (int set = 0; set < 2_000; set++) {
      double[] lost = new double[420];
      for (int i = 0; i < 420; i++) {
        lost[i] = random.nextDouble() < (i < 300 ? 0.1 : 0.2) ? 1 : 0;
      }
      lies += AccuracyLoss.of(classes, lost).most() < 0.15 ? 1 : 0;
    }
    assertTrue(lies < 150 && lies > 50, lies + " lies");
  }
}
