package dev.winnow.data.importing;

import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Split;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How data sets call the parts that they are split into. */
final class SplitWords {
  /** The column of splits. */
  static final String COLUMN = "split";

  /** Other names of such a column, which count if it holds nothing else. */
  static final List<String> SYNONYMS = List.of("partition", "subset", "set");

  private static final Map<String, Split> WORDS =
      Map.ofEntries(
          Map.entry("train", Split.TRAIN),
          Map.entry("training", Split.TRAIN),
          Map.entry("val", Split.VALIDATION),
          Map.entry("valid", Split.VALIDATION),
          Map.entry("validation", Split.VALIDATION),
          Map.entry("dev", Split.VALIDATION),
          Map.entry("development", Split.VALIDATION),
          Map.entry("test", Split.TEST),
          Map.entry("testing", Split.TEST));

  /** CelebA's list_eval_partition. */
  private static final Map<String, Split> NUMBERS =
      Map.of("0", Split.TRAIN, "1", Split.VALIDATION, "2", Split.TEST);

  private final Map<String, Split> known;

  private SplitWords(Map<String, Split> known) {
    this.known = known;
  }

  /**
   * Words or numbers, whichever a column holds.
   *
   * @throws MalformedDataSetException if it holds neither
   */
  static SplitWords of(Collection<String> values) {
    if (NUMBERS.keySet().containsAll(values)) {
      return new SplitWords(NUMBERS);
    }
    for (String value : new TreeSet<>(values)) {
      if (word(value).isEmpty()) {
        throw new MalformedDataSetException(
            "the column split says \"%s\", which is none of train, val, test; say what it means, such as --map \"split:%s=test\", or leave it out with --drop split"
                .formatted(value, value));
      }
    }
    return new SplitWords(WORDS);
  }

  /** Whether there are values and all are words for splits. */
  static boolean all(Collection<String> values) {
    return !values.isEmpty() && values.stream().allMatch(value -> word(value).isPresent());
  }

  /** The same, or all are numbers for splits. */
  static boolean allWordsOrNumbers(Collection<String> values) {
    return all(values) || (!values.isEmpty() && NUMBERS.keySet().containsAll(values));
  }

  Split split(String value) {
    return known == NUMBERS ? NUMBERS.getOrDefault(value, Split.TRAIN) : word(value).orElseThrow();
  }

  private static Optional<Split> word(String value) {
    return Optional.ofNullable(WORDS.get(value.toLowerCase(Locale.ROOT)));
  }
}
