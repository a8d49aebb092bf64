package dev.winnow.learn.transfer;

import dev.winnow.core.Accuracy;
import dev.winnow.core.Digest;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.example.UnsuitableDataException;
import dev.winnow.learn.tabular.TabularSettings;
import dev.winnow.learn.tabular.TabularTraining;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.onnx.UnknownCutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Trains a head over a network whose own weights stay as they are. */
public final class HeadTraining {
  private static final int EPOCHS = 60;
  private static final int BATCH = 64;
  private static final double DECAY = 1e-4;

  private final DataSet set;
  private final Head head;
  private final InputPreprocessor preprocessor;
  private final HeadSettings settings;
  private final Progress progress;

  private HeadTraining(
      DataSet set,
      Head head,
      InputPreprocessor preprocessor,
      HeadSettings settings,
      Progress progress) {
    this.set = set;
    this.head = head;
    this.preprocessor = preprocessor;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains a head and puts it behind the network. Every capture of each part is decoded once, and
   * its features are kept in memory; nothing of the test part is looked at before training ends.
   *
   * @param backbone whose card says how captures are prepared
   * @param column of the labels, whose sorted values become the classes; samples without one are
   *     left out
   * @param progress told of captures read, and then of every epoch
   * @throws UnknownCutException if the settings name no cut of the network
   * @throws NoSuchColumnException if there is no such column
   * @throws UnsuitableModalityException if the data set holds other captures than the network takes
   * @throws UnsuitableDataException if a part has no labelled samples, or the training part only
   *     one class
   * @throws IllegalArgumentException if the network has several outputs and the settings no cut, or
   *     its card does not say how captures are prepared
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static TrainedHead run(
      Network backbone,
      DataSet set,
      Modality modality,
      Partition partition,
      String column,
      HeadSettings settings,
      Progress progress) {
    Network base = base(backbone, settings.cut());
    Head head = new Head(column, set.classes(column));
    InputPreprocessor preprocessor = modality.preprocessor(preparation(backbone, set));
    return new HeadTraining(set, head, preprocessor, settings, progress).run(base, partition);
  }

  private TrainedHead run(Network base, Partition partition) {
    source().requireLearnable(partition);
    FeatureRows train;
    FeatureRows validation;
    Network trained;
    FeatureRows test;
    try (Session session = Session.open(base, settings.threads())) {
      train = read(session, partition.train(), "training");
      validation = read(session, partition.validation(), "validation");
      trained = learned(base, train);
      test = read(session, partition.test(), "test");
    }
    Accuracy validated = validation.accuracy(trained, head, settings.threads());
    Accuracy tested = test.accuracy(trained, head, settings.threads());
    Digest data = set.digest();
    Network network = new SplitNetwork(base, trained).joined();
    return new TrainedHead(
        network.withCard(card(base.card(), data)),
        base.outputs().get(0).name(),
        validated,
        tested,
        Provenance.here(Map.of("pytorch", Torch.version())).from(settings.seed(), data));
  }

  private Examples.Source source() {
    return new Examples.Source(
        set, List.of(head), Optional.empty(), preprocessor, settings.threads(), progress);
  }

  private Network learned(Network base, FeatureRows train) {
    Network untrained =
        settings.kind().untrained(base, train.sizes(), head.labels().size(), settings);
    double rate = settings.kind().rate(base.outputs().get(0).shape().size());
    Schedule schedule = new Schedule(EPOCHS, BATCH, rate, Optimizer.ADAM);
    TabularSettings how =
        TabularSettings.of(schedule, settings.seed(), settings.threads()).withDecay(DECAY);
    return TabularTraining.run(untrained, train.values(), train.classes(), how, progress);
  }

  private FeatureRows read(Session session, List<Sample> part, String name) {
    List<Sample> labelled = source().labelled(part, name);
    List<float[]> rows = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    try (BatchLoader batches =
        BatchLoader.of(set, labelled, preprocessor, BATCH, settings.threads())) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        rows.addAll(rows(session, batch));
        for (Sample sample : batch.samples()) {
          classes.add(head.labels().indexOf(sample.label(head.column()).orElseThrow()));
        }
        progress.at(rows.size(), labelled.size(), "reading " + name + " captures");
      }
    }
    return FeatureRows.of(session.outputs().get(0).shape(), rows, classes);
  }

  /** A network for one sample at a time is asked about one at a time. */
  private static List<float[]> rows(Session session, BatchLoader.Batch batch) {
    int count = batch.captures().size();
    int most = session.inputs().get(0).batch().orElse(count);
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < count; from += most) {
      int to = Math.min(from + most, count);
      var made = session.run(batch.inputs().rows(from, to));
      for (int row = 0; row < to - from; row++) {
        rows.add(made.rows(row, row + 1).toArray());
      }
    }
    return rows;
  }

  private ModelCard card(ModelCard base, Digest data) {
    String made =
        "%s head trained by Winnow (seed %d) on the column %s of %s, %s, over %s"
            .formatted(
                settings.kind().name().toLowerCase(Locale.ROOT),
                settings.seed(),
                head.column(),
                set.card().name(),
                data,
                base.source().orElse("a network of unknown origin"));
    return new ModelCard(
        head.labels(), Optional.of(preprocessor.spec()), base.licence(), Optional.of(made));
  }

  private static Network base(Network backbone, Optional<String> cut) {
    if (cut.isPresent()) {
      return backbone.split(backbone.cut(cut.get())).extractor();
    }
    if (backbone.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "%s has the outputs %s and a head stands on one tensor; name it with --cut"
              .formatted(backbone, backbone.outputs().stream().map(TensorSpec::name).toList()));
    }
    return backbone;
  }

  private static InputSpec preparation(Network backbone, DataSet set) {
    InputSpec said = backbone.preparation();
    return said instanceof ImageSpec images ? set.framed(images) : said;
  }
}
