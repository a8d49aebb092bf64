package dev.winnow.learn;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Batches;
import dev.winnow.data.DataSet;
import dev.winnow.data.Preparer;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Prepared pictures and their classes, in memory: four bytes per channel and pixel.
 *
 * @param shape of a sample
 * @param inputs one per sample
 * @param classes numbers of the right classes, one per sample
 * @param people who is on each sample, if that was asked for; else none. Whoever is not known is
 *     somebody else each time
 */
record Examples(Shape shape, List<float[]> inputs, List<Integer> classes, List<String> people) {
  int size() {
    return inputs.size();
  }

  /**
   * How often a classifier is right.
   *
   * @param labels names of the classes
   * @param batch samples that are classified at once
   * @param classifier from samples × shape to samples × classes, the largest for the answer
   */
  Accuracy accuracy(List<String> labels, int batch, UnaryOperator<Tensor> classifier) {
    List<String> truth = classes.stream().map(labels::get).toList();
    List<String> answers = new ArrayList<>(size());
    Steps steps = Steps.of(size(), batch);
    Tensor buffer = Tensor.allocate(shape.batch(steps.largest()));
    for (int step = 0; step < steps.count(); step++) {
      List<float[]> rows = inputs.subList(steps.start(step), steps.start(step + 1));
      Tensor tensor = buffer.rows(0, rows.size());
      var into = tensor.buffer();
      rows.forEach(into::put);
      Tensor scores = classifier.apply(tensor);
      for (int row = 0; row < rows.size(); row++) {
        answers.add(labels.get(scores.rows(row, row + 1).largest()));
      }
    }
    return Accuracy.of(truth, answers);
  }

  /** The same of a network that is being trained, by the tensor its answer comes from. */
  Accuracy accuracy(List<String> labels, int batch, TrainableNetwork network) {
    return accuracy(
        labels,
        batch,
        inputs -> {
          try (Scope scope = Scope.unrecorded()) {
            return Torch.tensor(network.run(scope.view(inputs), Mode.INFERENCE, network.logits()));
          }
        });
  }

  /**
   * Where examples are read from.
   *
   * @param set of pictures
   * @param column of the labels
   * @param labels names of the classes
   * @param people column that tells people apart, if that matters
   * @param preparer of every picture
   * @param threads that decode
   * @param progress told of pictures read
   */
  record Source(
      DataSet set,
      String column,
      List<String> labels,
      Optional<String> people,
      Preparer preparer,
      int threads,
      Progress progress) {
    private static final int BATCH = 64;

    /**
     * Decodes the training pictures.
     *
     * @throws UnsuitableDataException as {@link #read} does, or if all are of one class
     */
    Examples readToLearn(List<Sample> samples) {
      Examples train = read(samples, "training");
      if (train.classes().stream().distinct().count() < 2) {
        throw new UnsuitableDataException(
            set,
            "has only one class in the column \"%s\" of its training samples; it takes two to tell apart"
                .formatted(column));
      }
      return train;
    }

    /**
     * Decodes the pictures of all samples whose label is known.
     *
     * @param part what the samples are for, for messages
     * @throws UnsuitableDataException if there are none, or they do not fit into memory
     */
    Examples read(List<Sample> samples, String part) {
      List<Sample> labelled =
          samples.stream().filter(sample -> sample.label(column).isPresent()).toList();
      Shape shape = preparer.preprocessing().shape();
      requireSome(labelled, part);
      requireRoom(labelled.size(), shape);
      List<float[]> inputs = new ArrayList<>(labelled.size());
      List<Integer> classes = new ArrayList<>(labelled.size());
      List<String> shown = new ArrayList<>(labelled.size());
      try (Batches batches = Batches.of(set, labelled, preparer, BATCH, threads)) {
        while (batches.hasNext()) {
          Batches.Batch batch = batches.next();
          for (int row = 0; row < batch.pictures().size(); row++) {
            inputs.add(batch.inputs().rows(row, row + 1).toArray());
            Sample sample = batch.pictures().get(row).sample();
            classes.add(labels.indexOf(sample.label(column).orElseThrow()));
            people.ifPresent(who -> shown.add(sample.label(who).orElse(sample.path())));
          }
          progress.at(inputs.size(), 0, "reading " + part + " pictures");
        }
      }
      return new Examples(shape, inputs, classes, shown);
    }

    private void requireSome(List<Sample> labelled, String part) {
      if (labelled.isEmpty()) {
        throw new UnsuitableDataException(
            set,
            "has no %s samples with a label in the column \"%s\"; add some, or split it otherwise"
                .formatted(part, column));
      }
    }

    private void requireRoom(int samples, Shape shape) {
      long bytes = (long) samples * shape.size() * Float.BYTES;
      long most = Runtime.getRuntime().maxMemory() / 4 * 3;
      if (bytes > most) {
        throw new UnsuitableDataException(
            set,
            "takes %,d MB of memory as %,d pictures of %s and %,d MB are to be had; use a smaller size, or give Java more with -Xmx"
                .formatted(bytes >> 20, samples, shape, most >> 20));
      }
    }
  }
}
