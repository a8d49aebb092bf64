package dev.winnow.attack.regression;

import dev.winnow.attack.adversary.PreparedData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Features whose number an attacker knows, and features of other people whose number it has to say.
 *
 * @param features standardised, with who is on each row
 * @param known the number of each known row
 * @param unknown the right answers, by which it is scored
 */
public record RegressionData(PreparedData features, List<Double> known, List<Double> unknown) {
  public RegressionData {
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
    if (known.size() != features.knownPeople().size()
        || unknown.size() != features.unknownPeople().size()) {
      throw new IllegalArgumentException("there must be one number a row");
    }
  }

  /** The null control: the same with the known numbers shuffled among the known rows. */
  public RegressionData shuffled(long seed) {
    List<Double> shuffled = new ArrayList<>(known);
    Collections.shuffle(shuffled, new Random(seed));
    return new RegressionData(features, shuffled, unknown);
  }

  double[] targets() {
    return known.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
