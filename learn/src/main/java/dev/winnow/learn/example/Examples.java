package dev.winnow.learn.example;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.MiniBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prepared captures and their classes.
 *
 * @param shape of a sample
 * @param inputs one per sample
 * @param classes of each head, the numbers of the right classes, one per sample
 * @param people who is on each sample, if that was asked for; else none. Whoever is not known is
 *     somebody else each time
 */
public record Examples(
    Shape shape, Inputs inputs, List<List<Integer>> classes, List<String> people) {
  /** How many samples there are. */
  public int size() {
    return classes.get(0).size();
  }

  /** The classes of one sample at all heads. */
  public List<Integer> kind(int sample) {
    return classes.stream().map(head -> head.get(sample)).toList();
  }

  /** The classes of some samples at one head. */
  public long[] classes(int head, List<Integer> samples) {
    return samples.stream().mapToLong(classes.get(head)::get).toArray();
  }

  /** The numbers of all samples, in an order that the random numbers determine. */
  public List<Integer> shuffled(Random random) {
    List<Integer> order = new ArrayList<>(numbers());
    Collections.shuffle(order, random);
    return order;
  }

  /**
   * The numbers of as many samples of each class as there are of the rarest, in an order that the
   * random numbers determine; with several heads, of each combination that occurs.
   */
  public List<Integer> evenly(Random random) {
    List<Integer> order = shuffled(random);
    int each = rarest();
    Map<List<Integer>, Integer> seen = new HashMap<>();
    order.removeIf(sample -> seen.merge(kind(sample), 1, Integer::sum) > each);
    return order;
  }

  /** How many those are. */
  public int evenSize() {
    return rarest() * counts().size();
  }

  private int rarest() {
    return Math.toIntExact(Collections.min(counts().values()));
  }

  private Map<List<Integer>, Long> counts() {
    return numbers().stream().collect(Collectors.groupingBy(this::kind, Collectors.counting()));
  }

  /** The numbers of all samples, in their order. */
  public List<Integer> numbers() {
    return IntStream.range(0, size()).boxed().toList();
  }

  /**
   * How often a classifier is right at each head.
   *
   * @param heads that it answers
   * @param batch samples that are classified at once
   * @param classifier from samples × shape to samples × classes for each head, the largest for the
   *     answer
   */
  public List<Accuracy> accuracies(
      List<Head> heads, int batch, Function<Tensor, List<Tensor>> classifier) {
    List<List<String>> answers = heads.stream().<List<String>>map(h -> new ArrayList<>()).toList();
    try (ExampleEpoch epoch = ExampleEpoch.unchanged(this, numbers(), batch)) {
      int count = epoch.steps().count();
      for (int step = 0; step < count; step++) {
        MiniBatch seen = epoch.next();
        List<Tensor> scores = classifier.apply(seen.inputs());
        for (int head = 0; head < heads.size(); head++) {
          for (int row = 0; row < seen.size(); row++) {
            int label = scores.get(head).rows(row, row + 1).largest();
            answers.get(head).add(heads.get(head).labels().get(label));
          }
        }
      }
    }
    return IntStream.range(0, heads.size())
        .mapToObj(head -> Accuracy.of(truth(head, heads.get(head).labels()), answers.get(head)))
        .toList();
  }

  /** The same of a network that is being trained, by the tensors its answers come from. */
  public List<Accuracy> accuracies(List<Head> heads, int batch, TrainableNetwork network) {
    List<String> logits = network.logits();
    return accuracies(
        heads,
        batch,
        inputs -> {
          try (NativeScope scope = NativeScope.unrecorded()) {
            Map<String, NDArray> made =
                network.run(scope.view(inputs), Mode.INFERENCE, Set.copyOf(logits));
            return logits.stream()
                .map(name -> Torch.tensor(Objects.requireNonNull(made.get(name))))
                .toList();
          }
        });
  }

  private List<String> truth(int head, List<String> labels) {
    return classes.get(head).stream().map(labels::get).toList();
  }

  /**
   * Where examples are read from.
   *
   * @param set of captures
   * @param heads columns of the labels, and the names of their classes
   * @param people column that tells people apart, if that matters
   * @param preprocessor of every capture
   * @param threads that decode
   * @param progress told of captures read
   */
  public record Source(
      DataSet set,
      List<Head> heads,
      Optional<String> people,
      InputPreprocessor preprocessor,
      int threads,
      Progress progress) {
    private static final int BATCH = 64;
    private static final String TRAINING = "training";
    private static final String VALIDATION = "validation";

    /**
     * Looks at labels only.
     *
     * @throws UnsuitableDataException if there are no samples to learn from or to validate by, or
     *     those to learn from are of one class
     */
    public void requireLearnable(Partition partition) {
      List<Sample> train = labelled(partition.train());
      requireSome(train, TRAINING);
      requireSome(labelled(partition.validation()), VALIDATION);
      for (Head head : heads) {
        if (train.stream().map(sample -> sample.label(head.column())).distinct().count() < 2) {
          throw new UnsuitableDataException(
              set,
              "has only one class in the column \"%s\" of its training samples; it takes two to tell apart"
                  .formatted(head.column()));
        }
      }
    }

    /** Decodes the captures to learn from. */
    public Examples train(Partition partition) {
      return read(partition.train(), TRAINING);
    }

    /** Decodes the captures to validate by. */
    public Examples validation(Partition partition) {
      return read(partition.validation(), VALIDATION);
    }

    /**
     * Decodes the captures of all samples whose labels are known.
     *
     * @param part what the samples are for, for messages
     * @throws UnsuitableDataException if there are none
     */
    public Examples read(List<Sample> samples, String part) {
      List<Sample> labelled = labelled(samples, part);
      Shape shape = preprocessor.spec().shape();
      boolean kept = hasRoom(labelled.size(), shape);
      List<Sample> readable = new ArrayList<>(labelled.size());
      List<float[]> values = new ArrayList<>();
      try (BatchLoader batches = BatchLoader.of(set, labelled, preprocessor, BATCH, threads)) {
        while (batches.hasNext()) {
          BatchLoader.Batch batch = batches.next();
          readable.addAll(batch.samples());
          for (int row = 0; kept && row < batch.captures().size(); row++) {
            values.add(batch.inputs().rows(row, row + 1).toArray());
          }
          progress.at(readable.size(), 0, "reading " + part + " captures");
        }
      }
      Inputs inputs =
          kept ? new Inputs.Kept(values) : new Inputs.Reread(set, readable, preprocessor, threads);
      return new Examples(shape, inputs, classes(readable), people(readable));
    }

    /**
     * The samples whose labels are known.
     *
     * @param part what the samples are for, for messages
     * @throws UnsuitableDataException if there are none
     */
    public List<Sample> labelled(List<Sample> samples, String part) {
      List<Sample> labelled = labelled(samples);
      requireSome(labelled, part);
      return labelled;
    }

    private List<List<Integer>> classes(List<Sample> samples) {
      return heads.stream()
          .map(
              head ->
                  samples.stream()
                      .map(sample -> sample.label(head.column()).orElseThrow())
                      .map(head.labels()::indexOf)
                      .toList())
          .toList();
    }

    private List<String> people(List<Sample> samples) {
      return people
          .map(who -> samples.stream().map(shown -> shown.label(who).orElse(shown.path())).toList())
          .orElse(List.of());
    }

    private List<Sample> labelled(List<Sample> samples) {
      return samples.stream()
          .filter(
              sample -> heads.stream().allMatch(head -> sample.label(head.column()).isPresent()))
          .toList();
    }

    private void requireSome(List<Sample> labelled, String part) {
      if (labelled.isEmpty()) {
        String columns = heads.stream().map(Head::column).collect(Collectors.joining("\", \""));
        throw new UnsuitableDataException(
            set,
            "has no %s samples with a label in the column \"%s\"; add some, or split it otherwise"
                .formatted(part, columns));
      }
    }

    /** A third of what Java may have: another part may be kept too, and something must be left. */
    private static boolean hasRoom(int samples, Shape shape) {
      return (long) samples * shape.size() * Float.BYTES <= Runtime.getRuntime().maxMemory() / 3;
    }
  }
}
