package dev.winnow.learn;

import dev.winnow.data.DataSet;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Port;
import java.util.ArrayList;
import java.util.List;

/** Finds what the outputs of a network answer. */
final class Heads {
  private Heads() {}

  /**
   * The heads of a network, one per output.
   *
   * @param columns of the labels, in the order of the outputs
   * @throws UnsuitableDataException if they do not fit the outputs
   */
  static List<Head> of(Network network, DataSet set, List<String> columns) {
    List<Port> outputs = network.outputs();
    if (outputs.size() != columns.size()) {
      throw new UnsuitableDataException(
          set,
          "is to teach the columns %s, and the network has the outputs %s; name one column for each"
              .formatted(columns, outputs.stream().map(Port::name).toList()));
    }
    if (columns.size() == 1) {
      return List.of(single(network, set, columns.get(0)));
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

  private static Head oneOfSeveral(Port output, DataSet set, String column) {
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
