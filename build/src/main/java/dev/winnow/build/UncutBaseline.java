package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network that was not cut, asked in one place: what the split has to equal. */
public final class UncutBaseline {
  private UncutBaseline() {}

  /**
   * The most probable label of each capture that can be read, by its {@linkplain
   * dev.winnow.data.Sample#capture name} and in order.
   *
   * @param network a classifier whose card names its labels
   * @param captures prepared as the network wants them
   * @param samples of these
   */
  public static Map<String, String> answers(
      Network network, PreparedSamples captures, List<Sample> samples, Progress progress) {
    List<String> labels = network.card().labels();
    Map<String, String> answers = new LinkedHashMap<>();
    try (Session session = Session.open(network, captures.threads())) {
      captures.each(
          samples,
          (read, inputs) -> {
            Tensor probabilities = session.run(inputs);
            for (int row = 0; row < read.size(); row++) {
              int label = probabilities.rows(row, row + 1).largest();
              answers.put(read.get(row).capture(), labels.get(label));
            }
          },
          progress);
    }
    return answers;
  }
}
