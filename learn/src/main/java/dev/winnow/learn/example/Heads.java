package dev.winnow.learn.example;

import dev.winnow.core.OutputHead;
import dev.winnow.data.DataSet;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** Finds what the outputs of a network answer. */
public final class Heads {
  private Heads() {}

  /**
   * What a network answers, output by output.
   *
   * @param primary column of the labels, or for a network of several outputs columns joined by
   *     {@code +}, in the order of the outputs. The classes of a single output are the labels on
   *     the network's card, those of several are the sorted values of their columns
   * @throws NoSuchColumnException if there is no such column
   * @throws UnsuitableDataException if the columns do not fit the outputs
   */
  public static List<OutputHead.Classification> answers(
      Network network, DataSet set, String primary) {
    List<Head> heads = of(network, set, primary);
    List<OutputHead.Classification> answers = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      String output = network.outputs().get(i).name();
      answers.add(new OutputHead.Classification(output, heads.get(i).labels()));
    }
    return answers;
  }

  /** The heads of a network, one per output, as {@link #answers} has them. */
  public static List<Head> of(Network network, DataSet set, String primary) {
    List<TensorSpec> outputs = network.outputs();
    if (outputs.size() == 1) {
      return List.of(single(network, set, primary));
    }
    List<String> columns = set.joined(primary);
    if (outputs.size() != columns.size()) {
      throw new UnsuitableDataException(
          set,
          "is to teach the columns %s, and the network has the outputs %s; name one column for each"
              .formatted(columns, outputs.stream().map(TensorSpec::name).toList()));
    }
    List<Head> heads = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      heads.add(oneOfSeveral(outputs.get(i), set, columns.get(i)));
    }
    return heads;
  }

  private static Head single(Network network, DataSet set, String column) {
    List<String> labels = network.card().labels();
    List<String> values = set.classes(column);
    if (!labels.containsAll(values)) {
      throw new UnsuitableDataException(
          set,
          "has the values %s in the column \"%s\", and the network answers %s; rename the values"
                  .formatted(values, column, labels)
              + " or give the network these labels");
    }
    return new Head(column, labels);
  }

  private static Head oneOfSeveral(TensorSpec output, DataSet set, String column) {
    List<String> values = set.classes(column);
    int width = output.shape().size();
    if (values.size() != width) {
      throw new UnsuitableDataException(
          set,
          "has the %d values %s in the column \"%s\", and the output %s has %d; name the columns in the order of the outputs"
              .formatted(values.size(), values, column, output.name(), width));
    }
    return new Head(column, values);
  }
}
