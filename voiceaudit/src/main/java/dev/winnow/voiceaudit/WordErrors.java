package dev.winnow.voiceaudit;

import java.util.List;

/**
 * How far recognised words are from what was said: the least number of words that must be put in,
 * left out or replaced (Levenshtein 1966), of which the word error rate is made.
 */
final class WordErrors {
  private WordErrors() {}

  /** The number of errors; may be more than there are words. */
  static int of(List<String> said, List<String> recognised) {
    int[] row = new int[recognised.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= said.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (said.get(i - 1).equals(recognised.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[recognised.size()];
  }

  /** 1 less the word error rate; below 0 if there are more errors than words. */
  static double accuracy(List<String> said, List<String> recognised) {
    return 1 - (double) of(said, recognised) / said.size();
  }
}
