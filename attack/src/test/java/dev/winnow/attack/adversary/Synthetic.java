package dev.winnow.attack.adversary;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Features of unit Gaussian noise around a point per person. */
public final class Synthetic {
  private Synthetic() {}

  /**
   * Evidence of so many people, who take turns.
   *
   * @param known features of each
   * @param unknown features of each
   * @param telling so many of the first columns have another middle for each person
   * @param apart how far the middles lie from one another, in deviations of the noise
   */
  public static AttackData data(
      int people, int known, int unknown, int width, int telling, double apart) {
    Random random = new Random(1);
    double[][] middles = new double[people][width];
    for (double[] middle : middles) {
      for (int i = 0; i < telling; i++) {
        middle[i] = apart * random.nextGaussian();
      }
    }
    List<Integer> learned = turns(people, known);
    List<Integer> asked = turns(people, unknown);
    return new AttackData(
        rows(learned, middles, random), learned, rows(asked, middles, random), asked);
  }

  /** 0, 1, 2 … again and again. */
  public static List<Integer> turns(int people, int each) {
    List<Integer> turns = new ArrayList<>();
    for (int i = 0; i < people * each; i++) {
      turns.add(i % people);
    }
    return turns;
  }

  /** A row for each person: the middle and noise. */
  public static Tensor rows(List<Integer> people, double[][] middles, Random random) {
    int width = middles[0].length;
    Tensor rows = Tensor.allocate(Shape.of(people.size(), width));
    for (int row = 0; row < people.size(); row++) {
      for (int i = 0; i < width; i++) {
        double value = middles[people.get(row)][i] + random.nextGaussian();
        rows.buffer().put(row * width + i, (float) value);
      }
    }
    return rows;
  }
}
