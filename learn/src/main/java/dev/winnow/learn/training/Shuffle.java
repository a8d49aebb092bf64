package dev.winnow.learn.training;

import java.util.Random;

/** Orders in which samples are seen. */
public final class Shuffle {
  private Shuffle() {}

  /** The numbers below {@code size} in an order that the random numbers determine. */
  public static int[] of(int size, Random random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
