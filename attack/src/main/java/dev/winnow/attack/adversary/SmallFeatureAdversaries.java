package dev.winnow.attack.adversary;

import java.util.ArrayList;
import java.util.List;

/**
 * Adversaries that try on few values only, where they may find what distances and linear
 * classifiers do not, and take seconds: gradient boosting and support vector machines.
 */
public final class SmallFeatureAdversaries {
  /** Values of a row at most. */
  private static final int WIDTH = 64;

  /** Known rows times people at most, and of boosting times values. */
  private static final long SVM = 1_000_000;

  private static final long BOOSTING = 8_000_000;

  private SmallFeatureAdversaries() {}

  /** Those that try on some data; none where rows are wider than {@value #WIDTH} values. */
  public static List<Adversary> of(AttackData data) {
    int width = data.known().shape().row().size();
    long scores =
        (long) data.knownPeople().size()
            * (1 + data.knownPeople().stream().mapToInt(Integer::intValue).max().orElse(0));
    List<Adversary> all = new ArrayList<>();
    if (width <= WIDTH && scores * width <= BOOSTING) {
      all.add(GradientBoostingAdversary.usual());
    }
    if (width <= WIDTH && scores <= SVM) {
      all.add(RbfSvmAdversary.usual());
    }
    return all;
  }
}
