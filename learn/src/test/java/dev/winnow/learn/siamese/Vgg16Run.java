package dev.winnow.learn.siamese;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.PcaProjection;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Augmentation;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.image.ImagePreprocessor;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.engine.Vgg16;
import dev.winnow.learn.example.Stripes;
import dev.winnow.learn.linalg.Pca;
import dev.winnow.learn.linalg.PrincipalComponents;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The network of the paper at its full size, within 8 GiB: VGG-16 for images of 224×224 is
 * fine-tuned for an epoch of few steps at conv5_1, whose 100,352 values are then reduced to 8; the
 * network is split there, and both sides must answer like the whole. Prints what each part took and
 * the most memory that the process ever held (Linux). Not a test: it takes minutes. Run with
 *
 * <pre>java -Xmx3g -cp LEARN_TEST_CLASS_PATH dev.winnow.learn.siamese.Vgg16Run [OPTIMISER]</pre>
 */
final class Vgg16Run {
  private static final int SIDE = 224;
  private static final int DIMS = 8;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final DataSet set;
  private final ImageSpec preprocessing;
  private long start = System.nanoTime();

  private Vgg16Run(DataSet set) {
    this.set = set;
    List<Double> middle = List.of(127.5, 127.5, 127.5);
    this.preprocessing =
        new ImageSpec(
            SIDE,
            SIDE,
            1,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            new Normalization(middle, middle));
  }

  /**
   * Runs it.
   *
   * @param args the optimiser, {@code adam} unless said otherwise
   */
  public static void main(String[] args) throws IOException {
    Optimizer optimiser =
        Optimizer.valueOf(args.length > 0 ? args[0].toUpperCase(Locale.ROOT) : "ADAM");
    Path folder = Files.createTempDirectory("winnow-vgg16-");
    new Vgg16Run(Stripes.write(folder)).run(optimiser);
  }

  private void run(Optimizer optimiser) {
    ModelCard card = ModelCard.of(List.of("lying", "standing"), preprocessing);
    Network network = Vgg16.network(SIDE, 2, card);
    report("made " + network.cost().parameters() + " weights");
    Network tuned = tuned(network, optimiser);
    report("fine-tuned with " + optimiser);
    SplitNetwork parts = tuned.split(tuned.cut("relu5_1"));
    report("split");
    PcaProjection reduction = reduction(parts.extractor());
    report("found the directions of largest variance");
    equal(tuned, parts);
    report("compared");
    SplitNetwork reduced = parts.reduced(reduction);
    Tensor few = run(reduced.extractor(), batch());
    report("a feature of " + few.shape().row() + " values");
  }

  private Network tuned(Network network, Optimizer optimiser) {
    Cut cut = network.cut("relu5_1");
    FineTuningSettings settings =
        new FineTuningSettings(
            ContrastiveSettings.standard(),
            Optional.empty(),
            new Schedule(1, 8, 1e-5, optimiser),
            new SamplingSettings(Augmentation.NONE, ClassBalancing.DRAW),
            false,
            new RunSettings(1, Optional.empty(), 1, THREADS));
    Partition few = people();
    Progress steps = (done, total, note) -> report("  " + done + " of " + total + ", " + note);
    return FineTuning.of(
            network, cut, ImagePreprocessor.of(preprocessing), set, few, "stripes", settings)
        .run(steps)
        .network();
  }

  private Partition people() {
    Partition all = Partition.byIdentity(set, "identity", 1);
    return new Partition(
        all.train().subList(0, 24), all.validation().subList(0, 8), all.test().subList(0, 8));
  }

  private PcaProjection reduction(Network extractor) {
    int width = extractor.outputs().get(0).shape().size();
    try (Pca pca = Pca.of(width, DIMS, THREADS);
        Session session = Session.open(extractor, THREADS);
        BatchLoader batches =
            BatchLoader.of(set, people().train(), ImagePreprocessor.of(preprocessing), 8, 1)) {
      while (batches.hasNext()) {
        pca.add(session.run(batches.next().inputs()));
      }
      PrincipalComponents found = pca.components();
      List<Double> deviations = found.variances().stream().map(Math::sqrt).toList();
      List<Double> centre = Collections.nCopies(DIMS, 0.0);
      return new PcaProjection(
          found.mean(), found.directions(), deviations, centre, OptionalDouble.of(0.25));
    }
  }

  private void equal(Network whole, SplitNetwork parts) {
    float[] expected = run(whole, batch()).toArray();
    float[] found = run(parts.analyzer(), run(parts.extractor(), batch())).toArray();
    double apart = 0;
    for (int i = 0; i < expected.length; i++) {
      apart = Math.max(apart, Math.abs(expected[i] - found[i]));
    }
    System.out.printf(Locale.ROOT, "largest difference of split and whole: %.1e%n", apart);
  }

  private Tensor batch() {
    try (BatchLoader batches =
        BatchLoader.of(set, people().test(), ImagePreprocessor.of(preprocessing), 2, 1)) {
      Tensor inputs = batches.next().inputs();
      return Tensor.of(inputs.shape(), inputs.toArray());
    }
  }

  private static Tensor run(Network network, Tensor batch) {
    try (Session session = Session.open(network, THREADS)) {
      return session.run(batch);
    }
  }

  private void report(String what) {
    double seconds = (System.nanoTime() - start) / 1e9;
    start = System.nanoTime();
    System.out.printf(Locale.ROOT, "%6.1f s  %s; %s%n", seconds, what, peak());
  }

  private static String peak() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .map(line -> "at most %,d MiB so far".formatted(kibibytes(line) >> 10))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
