package dev.winnow.app;

import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.SampleCountFilter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who is on the captures of a data set, from whom is learned, and on whom is measured. */
final class SplitOptions {
  @Option(
      names = "--sensitive",
      paramLabel = "COLUMN",
      defaultValue = "identity",
      description = "Column of who is on a sample; people never straddle training and test.")
  private String sensitive = "identity";

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

  long seed() {
    return seed;
  }

  int threads() {
    return threads.orElse(Runtime.getRuntime().availableProcessors());
  }

  /** People in parts, by the rules or by chance. */
  Partition partition(DataSet set) {
    if (train.isPresent() != test.isPresent()) {
      throw new IllegalArgumentException("--train and --test go together; give both or none");
    }
    return train.isPresent()
        ? Partition.byCount(
            set,
            sensitive,
            SampleCountFilter.parse(train.get()),
            SampleCountFilter.parse(test.orElseThrow()),
            seed)
        : Partition.of(set, sensitive, seed);
  }
}
