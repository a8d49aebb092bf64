package dev.winnow.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The parts of a data set for training, validation and test, each in the data set's order. No
 * person is in two of them, unless {@link #ofSamples} was asked for.
 */
public record Partition(List<Sample> train, List<Sample> validation, List<Sample> test) {
  private static final double VALIDATION_SHARE = 0.1;
  private static final double TEST_SHARE = 0.3;

  public Partition {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * The data set's own split where it has a column {@code split}; else people are drawn as in
   * {@link #byIdentity}. Where a split of its own has no test or no validation part, people of its
   * training part, or samples if it has no identity column, are drawn for it in the same shares.
   *
   * @throws CannotSplitException if a person is in two parts of the data set's own split, or if
   *     there is neither such a split nor an identity column
   */
  public static Partition of(DataSet set, String identity, long seed) {
    boolean people = set.columns().contains(identity);
    if (set.samples().stream().anyMatch(sample -> sample.split().isPresent())) {
      if (people) {
        requireNobodyTwice(set, identity);
        return completed(set, sample -> sample.label(identity), seed);
      }
      return completed(set, sample -> Optional.of(sample.session()), seed);
    }
    if (!people) {
      throw new CannotSplitException(
          set,
          "it has no column \"%s\" to tell people apart; name the column that does, add a column"
                  .formatted(identity)
              + " split (train, validation, test), or split by sample with --split-by sample");
    }
    return byIdentity(set, identity, seed);
  }

  /**
   * The data set's own split where it has one, completed sample by sample, whoever is on them; else
   * samples are drawn as in {@link #bySample}.
   *
   * @throws CannotSplitException if there is no such split and there are fewer than three samples
   */
  public static Partition ofSamples(DataSet set, long seed) {
    return set.samples().stream().anyMatch(sample -> sample.split().isPresent())
        ? completed(set, sample -> Optional.of(sample.session()), seed)
        : bySample(set, seed);
  }

  /**
   * Draws people: 60 % of them with all their samples for training, 10 % for validation, 30 % for
   * test, each at least one. Samples whose identity is not known are in no part.
   *
   * @throws NoSuchColumnException if there is no such column
   * @throws CannotSplitException if there are fewer than three people
   */
  public static Partition byIdentity(DataSet set, String identity, long seed) {
    List<String> people = new ArrayList<>(set.classes(identity));
    if (people.size() < 3) {
      throw new CannotSplitException(
          set,
          "\"%s\" tells %d people apart and it takes three, one each for training, validation and"
                  .formatted(identity, people.size())
              + " test; split by sample with --split-by sample");
    }
    Map<String, Split> drawn = drawn(people, seed);
    return parts(set, sample -> sample.label(identity).map(drawn::get));
  }

  /**
   * Chooses people by how many samples they have: those whom one rule chooses are for training and
   * validation (one in ten of them, drawn), those whom the other chooses for test. Everybody else
   * is in no part.
   *
   * @throws NoSuchColumnException if there is no such column
   * @throws CannotSplitException if a rule chooses nobody, the first one fewer than two, or both
   *     the same person
   */
  public static Partition byCount(
      DataSet set, String identity, SampleCountFilter train, SampleCountFilter test, long seed) {
    set.classes(identity);
    Map<String, Long> counts =
        set.samples().stream()
            .flatMap(sample -> sample.label(identity).stream())
            .collect(Collectors.groupingBy(who -> who, TreeMap::new, Collectors.counting()));
    List<String> learning = chosen(set, counts, train, 2);
    List<String> tested = chosen(set, counts, test, 1);
    if (!Collections.disjoint(learning, tested)) {
      throw new CannotSplitException(
          set, "\"%s\" and \"%s\" choose the same people".formatted(train, test));
    }
    Collections.shuffle(learning, new Random(seed));
    int validation = (int) Math.max(1, Math.round(learning.size() * VALIDATION_SHARE));
    Map<String, Split> splits = new HashMap<>();
    tested.forEach(who -> splits.put(who, Split.TEST));
    learning.forEach(who -> splits.put(who, Split.TRAIN));
    learning.subList(0, validation).forEach(who -> splits.put(who, Split.VALIDATION));
    return parts(set, sample -> sample.label(identity).map(splits::get));
  }

  /**
   * Draws samples, 60 % for training, 10 % for validation, 30 % for test, whoever is on them: what
   * is measured on the test part then says nothing about people never seen before. Samples of one
   * {@linkplain Sample#session session} stay together.
   *
   * @throws CannotSplitException if there are fewer than three samples, or all are of fewer than
   *     three sessions
   */
  public static Partition bySample(DataSet set, long seed) {
    if (set.samples().size() < 3) {
      throw new CannotSplitException(set, "it takes three samples; add some");
    }
    List<String> sessions = set.samples().stream().map(Sample::session).distinct().toList();
    if (sessions.size() < 3) {
      throw new CannotSplitException(
          set, "all of its samples are of fewer than three sessions; add samples of others");
    }
    Map<String, Split> drawn = drawn(new ArrayList<>(sessions), seed);
    return parts(set, sample -> Optional.ofNullable(drawn.get(sample.session())));
  }

  /**
   * A partition of those who are not in the test part, to choose by: the validation part is to be
   * measured on, and one in ten of the training part is drawn for validation.
   *
   * @param unit what must not be in two parts, such as who is on a sample; samples without stay in
   *     the training part
   * @param seed of what is drawn
   */
  public Partition withoutTest(Function<Sample, Optional<String>> unit, long seed) {
    List<String> units =
        train.stream()
            .flatMap(sample -> unit.apply(sample).stream())
            .distinct()
            .sorted()
            .collect(Collectors.toCollection(ArrayList::new));
    Map<String, Split> drawn = drawn(units, EnumSet.of(Split.VALIDATION), seed);
    Predicate<Sample> chosen =
        sample -> unit.apply(sample).map(drawn::get).equals(Optional.of(Split.VALIDATION));
    return new Partition(
        /* train= */ train.stream().filter(chosen.negate()).toList(),
        /* validation= */ train.stream().filter(chosen).toList(),
        /* test= */ validation);
  }

  /** One of the parts. */
  public List<Sample> part(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  private static List<String> chosen(
      DataSet set, Map<String, Long> counts, SampleCountFilter rule, int fewest) {
    List<String> chosen = new ArrayList<>();
    counts.forEach(
        (who, count) -> {
          if (rule.chooses(count)) {
            chosen.add(who);
          }
        });
    if (chosen.size() < fewest) {
      throw new CannotSplitException(
          set,
          "\"%s\" chooses %d people and it takes %d; choose more"
              .formatted(rule, chosen.size(), fewest));
    }
    return chosen;
  }

  private static Map<String, Split> drawn(List<String> names, long seed) {
    return drawn(names, EnumSet.of(Split.VALIDATION, Split.TEST), seed);
  }

  private static Map<String, Split> drawn(List<String> names, Set<Split> wanted, long seed) {
    Collections.shuffle(names, new Random(seed));
    int validation = wanted.contains(Split.VALIDATION) ? share(names, VALIDATION_SHARE) : 0;
    int test = wanted.contains(Split.TEST) ? share(names, TEST_SHARE) : 0;
    Map<String, Split> drawn = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Split split = i < test ? Split.TEST : i < test + validation ? Split.VALIDATION : Split.TRAIN;
      drawn.put(names.get(i), split);
    }
    return drawn;
  }

  private static int share(List<String> names, double share) {
    return (int) Math.max(1, Math.round(names.size() * share));
  }

  /**
   * The data set's own split, with the parts that it lacks drawn from its training part.
   *
   * @param unit what must not be in two parts; what has none is not drawn, and in no part if others
   *     are
   */
  private static Partition completed(
      DataSet set, Function<Sample, Optional<String>> unit, long seed) {
    Partition own = parts(set, Sample::split);
    Set<Split> lacking = EnumSet.noneOf(Split.class);
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      if (own.part(split).isEmpty()) {
        lacking.add(split);
      }
    }
    List<String> units =
        own.train.stream().flatMap(s -> unit.apply(s).stream()).distinct().sorted().toList();
    if (lacking.isEmpty() || units.size() <= lacking.size()) {
      return own;
    }
    Map<String, Split> drawn = drawn(new ArrayList<>(units), lacking, seed);
    return parts(
        set,
        sample ->
            sample
                .split()
                .flatMap(
                    split ->
                        split == Split.TRAIN
                            ? unit.apply(sample).map(drawn::get)
                            : Optional.of(split)));
  }

  private static Partition parts(DataSet set, Function<Sample, Optional<Split>> splits) {
    Function<Split, List<Sample>> part =
        split ->
            set.samples().stream()
                .filter(sample -> splits.apply(sample).equals(Optional.of(split)))
                .toList();
    return new Partition(
        part.apply(Split.TRAIN), part.apply(Split.VALIDATION), part.apply(Split.TEST));
  }

  private static void requireNobodyTwice(DataSet set, String identity) {
    Map<String, Set<Split>> seen = new HashMap<>();
    for (Sample sample : set.samples()) {
      if (sample.label(identity).isPresent() && sample.split().isPresent()) {
        seen.computeIfAbsent(sample.label(identity).get(), who -> EnumSet.noneOf(Split.class))
            .add(sample.split().get());
      }
    }
    long straddling = seen.values().stream().filter(splits -> splits.size() > 1).count();
    if (straddling > 0) {
      throw new CannotSplitException(
          set,
          "%d of %d people are in more than one part of its column split; put each into one"
              .formatted(straddling, seen.size()));
    }
  }
}
