package dev.winnow.attack.verification;

import dev.winnow.attack.statistics.RowsByPerson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Pairs of rows of one person and of two. No more than so many: of all, their number would grow
 * with the square of the rows.
 *
 * @param first row of each pair
 * @param second row of each
 * @param same whether they are of one person
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record Pairs(int[] first, int[] second, boolean[] same) {

  private record Pair(int first, int second) {}

  /**
   * Draws pairs without taking one twice, except of two people where there are many more than are
   * drawn.
   *
   * @param people the number of the person on each row, from 0
   * @param genuineEach pairs of one person at most, for each person
   * @param impostors pairs of two people at most
   */
  static Pairs of(List<Integer> people, int genuineEach, int impostors, Random random) {
    List<Pair> genuine = new ArrayList<>();
    for (int[] own : RowsByPerson.of(people)) {
      genuine.addAll(drawn(own, genuineEach, random));
    }
    long all = (long) people.size() * (people.size() - 1) / 2;
    List<Pair> others = new ArrayList<>();
    if (all <= 2L * impostors) {
      for (int i = 0; i < people.size(); i++) {
        for (int j = i + 1; j < people.size(); j++) {
          if (!people.get(i).equals(people.get(j))) {
            others.add(new Pair(i, j));
          }
        }
      }
      Collections.shuffle(others, random);
      others = others.subList(0, Math.min(impostors, others.size()));
    } else {
      while (others.size() < impostors) {
        int i = random.nextInt(people.size());
        int j = random.nextInt(people.size());
        if (!people.get(i).equals(people.get(j))) {
          others.add(new Pair(i, j));
        }
      }
    }
    return of(genuine, others);
  }

  /**
   * Draws pairs of a row of some and a row of others, which are numbered behind them.
   *
   * @param people the number of the person on each of the first rows
   * @param others the same of the second rows
   * @param genuine pairs of one person at most, for each of the first rows
   * @param impostors pairs of two people for each of them
   */
  static Pairs across(
      List<Integer> people, List<Integer> others, int genuine, int impostors, Random random) {
    int[][] own = RowsByPerson.of(others, 1 + Collections.max(others));
    List<Pair> same = new ArrayList<>();
    List<Pair> different = new ArrayList<>();
    for (int row = 0; row < people.size(); row++) {
      int[] rows = own[people.get(row)].clone();
      for (int i = 0; i < Math.min(genuine, rows.length); i++) {
        int drawn = i + random.nextInt(rows.length - i);
        same.add(new Pair(row, people.size() + rows[drawn]));
        rows[drawn] = rows[i];
      }
      for (int i = 0; i < impostors && rows.length < others.size(); ) {
        int drawn = random.nextInt(others.size());
        if (!others.get(drawn).equals(people.get(row))) {
          different.add(new Pair(row, people.size() + drawn));
          i++;
        }
      }
    }
    return of(same, different);
  }

  int count() {
    return same.length;
  }

  private static List<Pair> drawn(int[] own, int most, Random random) {
    List<Pair> pairs = new ArrayList<>();
    if ((long) own.length * (own.length - 1) / 2 <= 4L * most) {
      for (int i = 0; i < own.length; i++) {
        for (int j = i + 1; j < own.length; j++) {
          pairs.add(new Pair(own[i], own[j]));
        }
      }
      Collections.shuffle(pairs, random);
      return pairs.subList(0, Math.min(most, pairs.size()));
    }
    while (pairs.size() < most) {
      int i = random.nextInt(own.length);
      int j = random.nextInt(own.length);
      if (i != j) {
        pairs.add(new Pair(own[i], own[j]));
      }
    }
    return pairs;
  }

  private static Pairs of(List<Pair> genuine, List<Pair> others) {
    List<Pair> all = new ArrayList<>(genuine);
    all.addAll(others);
    boolean[] same = new boolean[all.size()];
    for (int i = 0; i < genuine.size(); i++) {
      same[i] = true;
    }
    return new Pairs(
        all.stream().mapToInt(Pair::first).toArray(),
        all.stream().mapToInt(Pair::second).toArray(),
        same);
  }
}
