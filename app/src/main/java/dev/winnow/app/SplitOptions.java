package dev.winnow.app;

import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.SampleCountFilter;
import dev.winnow.learn.siamese.PairLabeling;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who is on the captures of a data set, from whom is learned, and on whom is measured. */
final class SplitOptions {
  private static final String IDENTITY = "identity";

  /** What is drawn into the parts of a data set. */
  enum SplitBy {
    /** People with all their captures, so that what is measured holds for people never seen. */
    PERSON,
    /** Samples, whoever is on them: for sets that tell no people apart. */
    SAMPLE;

    /** A data set in parts: its own, or drawn. */
    Partition partition(DataSet set, String identity, long seed) {
      return this == PERSON ? Partition.of(set, identity, seed) : Partition.ofSamples(set, seed);
    }
  }

  @Option(
      names = "--sensitive",
      paramLabel = "COLUMN",
      defaultValue = IDENTITY,
      description = "Column of who is on a sample; people never straddle training and test.")
  private String sensitive = IDENTITY;

  @Option(
      names = "--train",
      paramLabel = "RULE",
      description = "People to learn from, by how many samples they have, such as 'images<10'.")
  private Optional<String> train = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "RULE",
      description = "People to measure on, such as 'images>=20'. Without rules they are drawn.")
  private Optional<String> test = Optional.empty();

  @Option(
      names = "--split-by",
      paramLabel = "WHAT",
      description =
          "What is drawn for training and test: ${COMPLETION-CANDIDATES} (default: person). Split by"
              + " sample, what is measured does not hold for people never seen.")
  private SplitBy splitBy = SplitBy.PERSON;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "Of random choices in building, and of who is held out (default: 1). Attackers of an audit"
              + " take theirs from the data, and nodes their keys from the package.")
  private long seed;

  @Option(names = "--threads", description = "Threads that compute (default: all cores).")
  private Optional<Integer> threads = Optional.empty();

  String sensitive() {
    return sensitive;
  }

  /**
   * The column, or none if a data set that is split by sample tells no people apart.
   *
   * @throws IllegalArgumentException if one that is split by person does not
   */
  Optional<String> sensitive(DataSet set) {
    if (!sensitive.equals(IDENTITY) || set.columns().contains(sensitive)) {
      return Optional.of(sensitive);
    }
    if (splitBy == SplitBy.PERSON) {
      throw new IllegalArgumentException(
          "the data set %s has no column \"identity\" that tells people apart; name the column that does with --sensitive or, if there are no people to protect, give --split-by sample"
              .formatted(set.card().name()));
    }
    return Optional.empty();
  }

  long seed() {
    return seed;
  }

  int threads() {
    return threads.orElse(Runtime.getRuntime().availableProcessors());
  }

  /** Whether fine-tuning looks at the column: of a set split by sample only if it has to. */
  boolean tellsApart(PairLabeling similarity) {
    return splitBy == SplitBy.PERSON || similarity == PairLabeling.DIFFERENT_SENSITIVE;
  }

  /** People or samples in parts, by the rules or by chance. */
  Partition partition(DataSet set) {
    if (train.isPresent() != test.isPresent()) {
      throw new IllegalArgumentException("--train and --test go together; give both or none");
    }
    if (train.isPresent() && splitBy == SplitBy.SAMPLE) {
      throw new IllegalArgumentException(
          "--train and --test choose people; leave them or --split-by sample out");
    }
    return train.isPresent()
        ? Partition.byCount(
            set,
            sensitive,
            SampleCountFilter.parse(train.get()),
            SampleCountFilter.parse(test.orElseThrow()),
            seed)
        : splitBy.partition(set, sensitive, seed);
  }
}
