package dev.winnow.learn.engine;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.Blueprint;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Steps of training per second, against Python's PyTorch: forwards, cross-entropy, backwards, a
 * step of Adam. One network learns from scratch, {@link Architecture#VGG}, and one is fine-tuned,
 * an ONNX file. Processes take turns, so that whatever else the machine does meets all alike, and
 * medians are compared. That all compute the same is seen in the losses of the first steps; for
 * that nothing is dropped.
 *
 * <p>Half the time of a step can go into pages that the C library gives back to the system and
 * fetches again. {@code ./winnow} tells it to keep them, and so should who starts this. Python runs
 * twice: as it is, and told the same. Its PyTorch is of another version than ours, and may be built
 * otherwise; both versions are printed. Run it from the root of the project with
 *
 * <pre>{@code
 * mvn -q -pl learn -am -Dquick -DskipTests package dependency:build-classpath \
 *   -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
 * MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=17179869184 \
 *   java -cp "learn/target/test-classes:learn/target/classes:$(cat learn/target/test.classpath)" \
 *   dev.winnow.learn.engine.FineTuningBenchmark face-gender.onnx /usr/bin/python3
 * }</pre>
 */
public final class FineTuningBenchmark {
  private static final int BATCH = 32;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 5;
  private static final int STEPS = 5;
  private static final int COMPARED = 3;
  private static final double RATE = 1e-4;
  private static final Shape IMAGE = Shape.of(3, 64, 64);

  private final String python;

  private FineTuningBenchmark(String python) {
    this.python = python;
  }

  /**
   * Measures and prints.
   *
   * @param args the network to fine-tune; a Python that knows torch, {@code python3} if none is
   *     named
   */
  public static void main(String[] args) throws IOException {
    var benchmark = new FineTuningBenchmark(args.length > 1 ? args[1] : "python3");
    Network vgg =
        Architecture.VGG
            .untrained(Blueprint.of(IMAGE, 2, ModelCard.empty(), new Random(1)))
            .withConstants(Map.of("dropout.ratio", Tensor.of(Shape.of(), 0)));
    Network tuned = Network.read(Path.of(args[0]));
    for (int threads : new int[] {1, 2}) {
      benchmark.compare("VGG 64 × 64 from scratch", vgg, Mode.TRAINING, threads);
      benchmark.compare(args[0] + " fine-tuned", tuned, Mode.FINE_TUNING, threads);
    }
  }

  private void compare(String what, Network network, Mode mode, int threads) throws IOException {
    Batch batch = Batch.random(network.inputs().get(0).shape(), BATCH);
    Torch.useThreads(threads);
    try (Learner learner = new Learner(network, mode, batch, RATE);
        TorchRival plain = TorchRival.open(python, false, threads, network, mode, batch, RATE);
        TorchRival keeping = TorchRival.open(python, true, threads, network, mode, batch, RATE)) {
      System.out.printf(
          "%s, batches of %d, threads: %d; PyTorch %s from Java, %s from Python%n",
          what, BATCH, threads, Torch.version(), plain.version());
      losses(learner, plain);
      steps(learner, WARM_UP);
      plain.steps(WARM_UP);
      keeping.steps(COMPARED + WARM_UP);
      double[][] rates = new double[3][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        rates[0][round] = BATCH * STEPS / steps(learner, STEPS);
        rates[1][round] = BATCH * STEPS / plain.steps(STEPS).seconds();
        rates[2][round] = BATCH * STEPS / keeping.steps(STEPS).seconds();
      }
      print("Java", rates[0], rates[0]);
      print("Python", rates[1], rates[0]);
      print("Python keeping memory", rates[2], rates[0]);
    }
  }

  private static void losses(Learner learner, TorchRival rival) throws IOException {
    List<Float> theirs = rival.steps(COMPARED).losses();
    for (int step = 0; step < COMPARED; step++) {
      System.out.printf(
          "  loss %d: Java %.6f, Python %.6f%n", step + 1, learner.step(), theirs.get(step));
    }
  }

  private static double steps(Learner learner, int count) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      learner.step();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String who, double[] rates, double[] ours) {
    System.out.printf(
        Locale.ROOT,
        "  %-21s %6.1f images/s (%s), Java is %.2f of it%n",
        who,
        median(rates),
        Arrays.stream(rates).mapToObj("%.1f"::formatted).collect(Collectors.joining(" ")),
        median(ours) / median(rates));
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
