package dev.winnow.build;

import dev.winnow.audit.Predictions;
import dev.winnow.core.Accuracy;
import dev.winnow.core.OutputHead;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.learn.example.Heads;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service is to answer.
 *
 * @param column of the labels, or several joined by {@code +}
 * @param columns one for each head of the network
 * @param heads its outputs, and the names of their classes
 */
record PrimaryTask(String column, List<String> columns, List<OutputHead.Classification> heads) {
  /** Finds the classes of a network's outputs in its card or in the columns. */
  static PrimaryTask of(Network network, DataSet set, String column) {
    List<OutputHead.Classification> heads = Heads.answers(network, set, column);
    return new PrimaryTask(column, heads.size() == 1 ? List.of(column) : set.joined(column), heads);
  }

  /** Values that a feature needs to tell the classes apart: of each head one less than classes. */
  int dims() {
    return heads.stream().mapToInt(head -> Math.max(1, head.labels().size() - 1)).sum();
  }

  /** For each head the number of the right class of each sample. */
  List<List<Integer>> classes(List<Sample> samples) {
    List<List<Integer>> classes = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      String own = columns.get(i);
      List<String> labels = heads.get(i).labels();
      classes.add(
          samples.stream().map(sample -> labels.indexOf(sample.label(own).orElseThrow())).toList());
    }
    return classes;
  }

  /** How often answers are right. */
  TaskAccuracy scored(Predictions answers) {
    Map<String, Accuracy> each = new LinkedHashMap<>();
    List<Accuracy> own = answers.each(columns);
    for (int i = 0; i < columns.size(); i++) {
      each.put(columns.get(i), own.get(i));
    }
    return new TaskAccuracy(answers.accuracy(column), each);
  }
}
