package dev.winnow.learn.bottleneck;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.example.ExampleEpoch;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.training.MiniBatch;
import dev.winnow.learn.training.MiniBatches;
import dev.winnow.learn.training.Sampler;
import dev.winnow.learn.training.Shuffle;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Draws what layers that stay as they are make of captures, as many of each class. They are kept
 * for some epochs, so that those cost what the layers behind cost, and then made of other captures,
 * or of the same ones varied anew. No more are kept than a third of what Java may have takes.
 *
 * <p>Holds native memory until it is closed.
 */
final class FrozenFeatures implements Sampler, AutoCloseable {
  /** Epochs that learn from the same features. */
  static final int KEPT = 5;

  private final Examples train;
  private final BottleneckSettings settings;
  private final Session before;
  private final Session teacher;
  private final List<String> answers;
  private final Shape shape;
  private @Nullable Drawn drawn;

  /**
   * @param parts the layers, and those that teach
   * @param train captures
   */
  FrozenFeatures(SplitNetwork parts, Examples train, BottleneckSettings settings) {
    this.train = train;
    this.settings = settings;
    Network layers = parts.extractor();
    this.shape = layers.outputs().get(0).shape();
    this.answers = parts.analyzer().outputs().stream().map(output -> output.name()).toList();
    this.before = Session.open(layers, settings.threads());
    this.teacher = Session.open(parts.analyzer(), settings.threads());
  }

  /**
   * What was drawn for some epochs.
   *
   * @param samples their numbers
   * @param features one for each
   * @param taught what the uncut network answers, for each output one for each sample
   */
  record Drawn(List<Integer> samples, List<float[]> features, List<List<float[]>> taught) {}

  /** What the samples of the epoch that runs are numbers of. */
  Drawn drawn() {
    return Objects.requireNonNull(drawn);
  }

  @Override
  public Epoch epoch(int number) {
    Random random = new Random(31 * settings.seed() + number);
    if (drawn == null || (number - 1) % KEPT == 0) {
      drawn = null; // What was kept makes room.
      drawn = draw(random);
    }
    List<Integer> order =
        Arrays.stream(Shuffle.of(drawn().samples.size(), random)).boxed().toList();
    return new Kept(order, drawn().features);
  }

  private Drawn draw(Random random) {
    List<Integer> all = train.evenly(random);
    List<Integer> order = all.subList(0, Math.min(all.size(), most()));
    List<float[]> features = new ArrayList<>();
    List<List<float[]>> taught = new ArrayList<>();
    answers.forEach(answer -> taught.add(new ArrayList<>()));
    try (ExampleEpoch epoch =
        new ExampleEpoch(
            train, order, settings.augmentation(), settings.schedule().batch(), random)) {
      int count = epoch.steps().count();
      for (int step = 0; step < count; step++) {
        Tensor made = before.run(epoch.next().inputs());
        addRows(made, features);
        Map<String, Tensor> given = teacher.run(Map.of(teacher.inputs().get(0).name(), made));
        for (int head = 0; head < taught.size(); head++) {
          addRows(Objects.requireNonNull(given.get(answers.get(head))), taught.get(head));
        }
      }
    }
    return new Drawn(order, features, taught);
  }

  private static void addRows(Tensor made, List<float[]> rows) {
    for (int row = 0; row < made.shape().dim(0); row++) {
      rows.add(made.rows(row, row + 1).toArray());
    }
  }

  private int most() {
    long room = Runtime.getRuntime().maxMemory() / 3 / Float.BYTES / shape.size();
    return (int) Math.max(2L * settings.schedule().batch(), Math.min(Integer.MAX_VALUE, room));
  }

  @Override
  public void close() {
    before.close();
    teacher.close();
  }

  /** An epoch of features that are kept. */
  private final class Kept implements Epoch {
    private final List<Integer> order;
    private final List<float[]> features;
    private final MiniBatches steps;
    private final Tensor room;
    private int step;

    Kept(List<Integer> order, List<float[]> features) {
      this.order = order;
      this.features = features;
      this.steps = MiniBatches.of(order.size(), settings.schedule().batch());
      this.room = Tensor.allocate(shape.batch(steps.largest()));
    }

    @Override
    public MiniBatches steps() {
      return steps;
    }

    @Override
    public MiniBatch next() {
      List<Integer> now = order.subList(steps.start(step), steps.start(step + 1));
      step++;
      Tensor inputs = room.rows(0, now.size());
      for (int row = 0; row < now.size(); row++) {
        inputs.rows(row, row + 1).buffer().put(features.get(now.get(row)));
      }
      return new MiniBatch(now, inputs);
    }

    @Override
    public void close() {}
  }
}
