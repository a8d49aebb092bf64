package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.Predictions;
import dev.winnow.core.Interval;
import dev.winnow.core.Quantizer;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.quantization.SoftLvq;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Codewords that tell apart what an analyzer tells apart: a few prototypes of each of its answers,
 * so that what a feature tells beside its answer is rounded away as far as it can be. They learn
 * from the analyzer's answers (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural
 * Network") to features of the training part and to mixtures of two, which lie where the answer
 * changes (Zhang et al. 2018, "mixup").
 */
final class ClassCodebook {
  private static final int MIXTURES = 2;

  private ClassCodebook() {}

  /**
   * Finds codewords.
   *
   * @param perClass codewords of each class of the primary task, at least 1
   * @param train clipped features to learn from
   * @param analyzer of such features
   */
  static Quantizer of(
      int perClass,
      List<Interval> bounds,
      FeatureTable train,
      Network analyzer,
      StudyContext context) {
    Tensor mixed = mixed(train.values(), new Random(context.seed()));
    Map<String, List<Integer>> answers = new TreeMap<>();
    try (Session session = Session.open(analyzer, context.threads())) {
      var given = Predictions.classes(session, context.primary().heads(), mixed);
      for (int row = 0; row < given.size(); row++) {
        add(answers, given.get(row), row);
      }
    }
    addUnanswered(answers, train, context.primary());
    List<Tensor> rows =
        answers.values().stream()
            .map(own -> mixed.gathered(own.stream().mapToInt(Integer::intValue).toArray()))
            .toList();
    Set<List<Double>> codewords = new LinkedHashSet<>();
    for (double[] prototype : SoftLvq.prototypes(rows, perClass, context.seed())) {
      codewords.add(clamped(prototype, bounds));
    }
    return new Quantizer.Vector(bounds, List.copyOf(codewords));
  }

  /** The rows themselves, and then mixtures of any two. */
  private static Tensor mixed(Tensor rows, Random random) {
    int count = rows.shape().dim(0);
    int width = rows.shape().row().size();
    Tensor mixed = Tensor.allocate(Shape.of((1 + MIXTURES) * count, width));
    FloatBuffer from = rows.buffer();
    FloatBuffer into = mixed.buffer();
    into.put(rows.buffer());
    while (into.hasRemaining()) {
      int one = random.nextInt(count) * width;
      int other = random.nextInt(count) * width;
      float share = random.nextFloat();
      for (int i = 0; i < width; i++) {
        into.put(share * from.get(one + i) + (1 - share) * from.get(other + i));
      }
    }
    return mixed;
  }

  /** A class that the analyzer never answers has codewords all the same. */
  private static void addUnanswered(
      Map<String, List<Integer>> answers, FeatureTable train, PrimaryTask primary) {
    List<List<Integer>> classes = primary.classes(train.samples());
    Set<String> answered = Set.copyOf(answers.keySet());
    for (int row = 0; row < train.samples().size(); row++) {
      int sample = row;
      List<Integer> truth = classes.stream().map(head -> head.get(sample)).toList();
      if (!answered.contains(truth.toString())) {
        add(answers, truth, row);
      }
    }
  }

  private static void add(Map<String, List<Integer>> answers, List<Integer> answer, int row) {
    answers.computeIfAbsent(answer.toString(), own -> new ArrayList<>()).add(row);
  }

  /** Prototypes may be driven out of bounds by other classes. */
  private static List<Double> clamped(double[] prototype, List<Interval> bounds) {
    List<Double> clamped = new ArrayList<>();
    for (int i = 0; i < prototype.length; i++) {
      clamped.add(bounds.get(i).clamp(prototype[i]));
    }
    return clamped;
  }
}
