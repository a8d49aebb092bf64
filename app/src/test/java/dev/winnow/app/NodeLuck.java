package dev.winnow.app;

import dev.winnow.audit.Captures;
import dev.winnow.audit.Disguises;
import dev.winnow.audit.Rows;
import dev.winnow.audit.Subject;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Anchors;
import dev.winnow.core.Manifest;
import dev.winnow.core.Noise;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.PeopleRule;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How much nodes differ: the balanced accuracy that each of many secrets gives, whose noise holds
 * its anchors or is taken as it comes. docs/results.md has the command.
 *
 * <p>Arguments: a package with permanent noise, with its analyzer beside it, the data set, the
 * column of the primary label, the rules of training and test people, and the number of secrets.
 */
final class NodeLuck {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private NodeLuck() {}

  public static void main(String[] args) {
    Subject subject = Subjects.of(Path.of(args[0]), Optional.empty());
    Manifest manifest = subject.extractor().manifest();
    DataSet set = DataSet.open(Path.of(args[1]));
    Partition people =
        Partition.byCount(set, "identity", PeopleRule.parse(args[3]), PeopleRule.parse(args[4]), 1);
    List<Sample> test =
        people.test().stream().filter(sample -> sample.label(args[2]).isPresent()).toList();
    Network extractor = Network.parse("extractor", subject.extractor().network());
    Rows clean;
    try (Session session = Session.open(extractor, THREADS)) {
      clean =
          Captures.of(set, manifest.preprocessing(), THREADS)
              .rows(test, manifest.feature().shape(), session::run, Progress.NONE);
    }
    Noise noise = manifest.noise().orElseThrow();
    System.out.println(noise);
    int secrets = Integer.parseInt(args[5]);
    List<String> truth =
        clean.samples().stream().map(sample -> sample.label(args[2]).orElseThrow()).toList();
    for (Noise each : List.of(noise, noise.withAnchors(Anchors.NONE))) {
      double[] balanced = new double[secrets];
      try (Session analyzer = Session.open(subject.analyzer().orElseThrow(), THREADS)) {
        for (int secret = 0; secret < secrets; secret++) {
          Tensor sent = clean.values().gathered(IntStream.range(0, truth.size()).toArray());
          Disguises.measuring(each, secret).apply(sent);
          List<String> answers = answers(analyzer, manifest.answers().get(0), sent);
          balanced[secret] = Accuracy.of(truth, answers).balanced();
        }
      }
      Arrays.sort(balanced);
      System.out.printf(
          "%s, %.2f bits: least %.4f, 5 %% of %d nodes below %.4f, median %.4f, most %.4f%n",
          each.anchors().isEmpty() ? "as it comes" : "holding anchors",
          each.bits(),
          balanced[0],
          secrets,
          balanced[secrets / 20],
          balanced[secrets / 2],
          balanced[secrets - 1]);
    }
  }

  /** Of rows that are equal, as those of one cell are, only one is asked about. */
  private static List<String> answers(Session analyzer, Manifest.Answer head, Tensor rows) {
    Map<FloatBuffer, String> known = new HashMap<>();
    List<String> answers = new ArrayList<>();
    for (int row = 0; row < rows.shape().dim(0); row++) {
      Tensor one = rows.rows(row, row + 1);
      answers.add(
          known.computeIfAbsent(one.buffer(), values -> head.label(analyzer.run(one).largest())));
    }
    return answers;
  }
}
