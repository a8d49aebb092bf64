package dev.winnow.learn.siamese;

import dev.winnow.core.Digest;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.Partition;
import dev.winnow.data.TooManyBrokenException;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.example.Head;
import dev.winnow.learn.example.Heads;
import dev.winnow.learn.example.UnsuitableDataException;
import dev.winnow.learn.operator.UnsupportedOperatorException;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.torch.TorchUnavailableException;
import dev.winnow.learn.training.DivergedException;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Siamese fine-tuning of a pre-trained classifier: cross-entropy at its end keeps it a classifier,
 * and a contrastive loss at the cut brings features of one primary class together, whoever they
 * show (Osia et al. 2017, section 4.1). Both branches of the Siamese network are one batch, of
 * which every pair counts.
 */
public final class FineTuning {
  private final Network network;
  private final String cut;
  private final InputPreprocessor preprocessor;
  private final DataSet set;
  private final Partition partition;
  private final List<Head> heads;
  private final Optional<FeatureNoise> noise;
  private final FineTuningSettings settings;

  private FineTuning(
      Network network,
      String cut,
      InputPreprocessor preprocessor,
      DataSet set,
      Partition partition,
      List<Head> heads,
      Optional<FeatureNoise> noise,
      FineTuningSettings settings) {
    this.network = network;
    this.cut = cut;
    this.preprocessor = preprocessor;
    this.set = set;
    this.partition = partition;
    this.heads = heads;
    this.noise = noise;
    this.settings = settings;
  }

  /**
   * Prepares, and refuses what can be seen to fail before a capture is decoded.
   *
   * @param network a classifier of one output, or of several, one per primary label
   * @param cut of the network, where the contrastive loss applies
   * @param preprocessor of the network's input
   * @param partition of the set; nothing of its test part is looked at
   * @param primary column of the primary label, or columns of several joined by {@code +}, as in
   *     {@link Heads#answers}; samples without one of them are left out
   * @throws NoSuchColumnException if there is no such column
   * @throws UnsuitableDataException if a part has no labelled samples, the training part only one
   *     class, a value of a column is none of the labels, or the columns are not as many as the
   *     outputs
   * @throws UnsuitableCutException if nothing of the network lies behind the cut
   * @throws UnsupportedOperatorException if the network cannot be trained
   */
  public static FineTuning of(
      Network network,
      Cut cut,
      InputPreprocessor preprocessor,
      DataSet set,
      Partition partition,
      String primary,
      FineTuningSettings settings) {
    if (network.outputs().stream().anyMatch(output -> output.name().equals(cut.tensor()))) {
      throw new UnsuitableCutException(cut.tensor());
    }
    settings.sensitive().ifPresent(set::classes);
    var tuning =
        new FineTuning(
            network,
            cut.tensor(),
            preprocessor,
            set,
            partition,
            Heads.of(network, set, primary),
            Optional.empty(),
            settings);
    tuning.source(Progress.NONE).requireLearnable(partition);
    TrainableNetwork.requireTrainable(network);
    return tuning;
  }

  /** The same with noise that the feature meets on its way to the analyzer. */
  public FineTuning withNoise(FeatureNoise added) {
    return new FineTuning(
        network, cut, preprocessor, set, partition, heads, Optional.of(added), settings);
  }

  /**
   * Fine-tunes until the schedule ends or patience does, and keeps the epoch of the smallest loss
   * on the validation part. Keeps all training and validation captures in memory as floats where
   * each part fits into a third of what Java may have, and decodes them anew for every epoch
   * otherwise; while it runs, no other training may run in this process.
   *
   * @param progress told of every step: samples seen, their number per second, the loss of the last
   *     steps and the balanced accuracy on the validation part
   * @throws UnsuitableModalityException if the data set holds other captures than the network takes
   * @throws TooManyBrokenException if more than 1 % of the captures of a part are broken
   * @throws UnsuitableCheckpointException if the checkpoint is of another run
   * @throws DivergedException if the loss is no longer a number; the last checkpoint stays
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public Tuned run(Progress progress) {
    Examples.Source source = source(progress);
    Examples train = source.train(partition);
    Examples validation = source.validation(partition);
    Digest data = set.digest();
    TuningRun.Best best =
        new TuningRun(settings, heads, cut, noise, data, progress).run(network, train, validation);
    Provenance provenance =
        Provenance.here(Map.of("pytorch", Torch.version())).from(settings.run().seed(), data);
    return new Tuned(
        network.withConstants(best.values()),
        best.epoch(),
        best.before(),
        best.after(),
        best.scale(),
        provenance);
  }

  private Examples.Source source(Progress progress) {
    boolean byPeople = settings.contrast().similarity() == PairLabeling.DIFFERENT_SENSITIVE;
    return new Examples.Source(
        set,
        heads,
        byPeople ? settings.sensitive() : Optional.empty(),
        preprocessor,
        settings.run().threads(),
        progress);
  }
}
