package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.InputSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Provenance;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.data.TimeWindow;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.series.SeriesModality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Windows of two sensors, several of one recording: which way somebody leans a network answers, and
 * how fast they swing, and how far, tells who it is.
 */
final class WalkingPeople {
  static final String PRIMARY = "leaning";

  private static final int PEOPLE = 20;
  private static final int RECORDINGS = 4;
  private static final int WINDOWS = 3;
  private static final int LENGTH = 32;
  private static final int FEATURE = 12;
  private static final List<String> LABELS = List.of("back", "forth");

  private WalkingPeople() {}

  /** A data set in a folder. */
  static DataSet write(Path folder) throws IOException {
    Random random = new Random(3);
    List<Sample> samples = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      double rate = 0.5 + 3.5 * person / PEOPLE;
      double reach = 0.3 + 0.2 * (person % 5);
      for (int recording = 0; recording < RECORDINGS; recording++) {
        String path = "p%02d-%d.csv".formatted(person, recording);
        List<Integer> leaning = new ArrayList<>();
        StringBuilder rows = new StringBuilder("time,lean,swing\n");
        double phase = 7 * random.nextDouble();
        for (int window = 0; window < WINDOWS; window++) {
          leaning.add(random.nextInt(2));
          for (int i = 0; i < LENGTH; i++) {
            double time = (window * LENGTH + i) / 10.0;
            double lean = 2 * leaning.get(window) - 1 + 0.1 * random.nextGaussian();
            double swing = reach * (1 + Math.sin(phase + 2 * Math.PI * rate * time));
            rows.append(String.format(Locale.ROOT, "%.1f,%.4f,%.4f%n", time, lean, swing));
          }
          Map<String, String> labels =
              Map.of(
                  "subject", "p%02d".formatted(person), PRIMARY, LABELS.get(leaning.get(window)));
          double start = window * LENGTH / 10.0;
          samples.add(Sample.of(path, labels).during(new TimeWindow(start, start + LENGTH / 10.0)));
        }
        Files.writeString(folder.resolve(path), rows);
      }
    }
    DataCard card = DataCard.of("walking", InputSpec.Kind.SERIES).withRoot("..");
    return DataSet.write(folder.resolve("set"), card, List.of("subject", PRIMARY), samples);
  }

  static SeriesSpec preprocessing() {
    return new SeriesSpec(List.of("lean", "swing"), 10, LENGTH, Normalization.same(2, 0, 1));
  }

  /** series → feature, of which two values tell the answer and ten who it is → probabilities. */
  static Network network() {
    NetworkBuilder builder = NetworkBuilder.named("walking");
    String flat = builder.flatten("flat", builder.input("series", preprocessing().shape()));
    Random random = new Random(1);
    int values = 2 * LENGTH;
    Tensor first = Tensor.allocate(Shape.of(FEATURE, values));
    for (int i = 0; i < FEATURE * values; i++) {
      boolean ofLean = i % values < LENGTH;
      int row = i / values;
      double weight = row < 2 ? (ofLean ? 2 * row - 1 : 0) : random.nextGaussian();
      first.buffer().put(i, (float) (weight / LENGTH));
    }
    String feature = builder.gemm("feature", flat, first, zeros(FEATURE));
    Tensor last = Tensor.allocate(Shape.of(2, FEATURE));
    for (int label = 0; label < 2; label++) {
      last.buffer().put(label * FEATURE + label, 10).put(label * FEATURE + 1 - label, -10);
    }
    return answering(builder, builder.gemm("logits", feature, last, zeros(2)));
  }

  /** Of the same form, but whose feature is the same for everybody. */
  static Network indifferent() {
    NetworkBuilder builder = NetworkBuilder.named("indifferent");
    String flat = builder.flatten("flat", builder.input("series", preprocessing().shape()));
    Tensor none = Tensor.allocate(Shape.of(3, 2 * LENGTH));
    String feature = builder.gemm("feature", flat, none, zeros(3));
    Tensor last = Tensor.allocate(Shape.of(2, 3));
    return answering(builder, builder.gemm("logits", feature, last, zeros(2)));
  }

  private static Network answering(NetworkBuilder builder, String logits) {
    return builder
        .output(builder.softmax("probabilities", logits))
        .card(ModelCard.of(LABELS, preprocessing()))
        .build();
  }

  private static Tensor zeros(int size) {
    return Tensor.allocate(Shape.of(size));
  }

  static Partition partition(DataSet set) {
    return Partition.of(set, "subject", 1);
  }

  static StudyPlan plan(DataSet set, EmbeddingPlan embeddings, Path out) {
    StudyData data =
        new StudyData(
            PreparedSamples.of(set, new SeriesModality(), preprocessing(), 1),
            partition(set),
            PRIMARY,
            Optional.of("subject"),
            1);
    Network network = network();
    return StudyPlan.of(network, network.cut("feature"), data, embeddings, output(out, "walking"));
  }

  static PackageOutput output(Path out, String name) {
    return new PackageOutput(out, name, "1", Provenance.here(Map.of()));
  }
}
