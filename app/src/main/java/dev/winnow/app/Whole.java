package dev.winnow.app;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Batches;
import dev.winnow.data.DataSet;
import dev.winnow.data.Preparer;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network that was not cut, asked in one place: what the split has to equal. */
final class Whole {
  private static final int ROWS = 32;

  private Whole() {}

  /**
   * The most probable label of each picture that can be read, by path and in order.
   *
   * @param network a classifier whose card names its labels
   */
  static Map<String, String> answers(
      Network network,
      Preprocessing preprocessing,
      DataSet set,
      List<Sample> samples,
      int threads,
      Progress progress) {
    List<String> labels = network.card().labels();
    Preparer preparer = Preparer.of(set.framed(preprocessing));
    Map<String, String> answers = new LinkedHashMap<>();
    try (Session session = Session.open(network, threads);
        Batches batches = Batches.of(set, samples, preparer, ROWS, threads)) {
      while (batches.hasNext()) {
        Batches.Batch batch = batches.next();
        Tensor probabilities = session.run(batch.inputs());
        for (int row = 0; row < batch.samples().size(); row++) {
          FloatBuffer classes = probabilities.rows(row, row + 1).buffer();
          answers.put(batch.samples().get(row).path(), labels.get(largest(classes)));
        }
        progress.at(answers.size(), samples.size(), "");
      }
    }
    return answers;
  }

  private static int largest(FloatBuffer values) {
    int largest = 0;
    for (int i = 1; i < values.limit(); i++) {
      if (values.get(i) > values.get(largest)) {
        largest = i;
      }
    }
    return largest;
  }
}
