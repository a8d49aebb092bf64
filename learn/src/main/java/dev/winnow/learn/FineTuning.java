package dev.winnow.learn;

import dev.winnow.core.Digest;
import dev.winnow.core.Preprocessing;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.data.NoSuchColumnException;
import dev.winnow.data.NotPicturesException;
import dev.winnow.data.Partition;
import dev.winnow.data.Preparer;
import dev.winnow.data.TooManyBrokenException;
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
  private final Cut cut;
  private final DataSet set;
  private final String primary;
  private final FineTuningSettings settings;
  private final Progress progress;

  private FineTuning(
      Network network,
      Cut cut,
      DataSet set,
      String primary,
      FineTuningSettings settings,
      Progress progress) {
    this.network = network;
    this.cut = cut;
    this.set = set;
    this.primary = primary;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Fine-tunes until the schedule ends or patience does, and keeps the epoch of the smallest loss
   * on the validation part. Takes the memory of all training and validation pictures as floats,
   * besides PyTorch's own; while it runs, no other training may run in this process.
   *
   * @param network a classifier whose card names its labels
   * @param cut of the network, where the contrastive loss applies
   * @param preprocessing of the network's input
   * @param partition of the set; nothing of its test part is looked at
   * @param primary column whose values the labels are; samples without one are left out
   * @param progress told of every step: samples seen, the loss of the last steps and the balanced
   *     accuracy on the validation part
   * @throws NoSuchColumnException if there is no such column
   * @throws NotPicturesException if the data set holds something else than pictures
   * @throws TooManyBrokenException if more than 1 % of the pictures of a part are broken
   * @throws UnsuitableDataException if a part has no labelled samples, the training part only one
   *     class, a value of the column is none of the labels, or the pictures do not fit into memory
   * @throws UnsuitableCutException if nothing of the network lies behind the cut
   * @throws UnsupportedOperatorException if the network cannot be trained
   * @throws UnsuitableCheckpointException if the checkpoint is of another run
   * @throws DivergedException if the loss is no longer a number; the last checkpoint stays
   * @throws TorchUnavailableException if PyTorch cannot be loaded
   */
  public static Tuned run(
      Network network,
      Cut cut,
      Preprocessing preprocessing,
      DataSet set,
      Partition partition,
      String primary,
      FineTuningSettings settings,
      Progress progress) {
    return new FineTuning(network, cut, set, primary, settings, progress)
        .run(preprocessing, partition);
  }

  private Tuned run(Preprocessing preprocessing, Partition partition) {
    List<String> labels = network.card().labels();
    requireLabels(labels);
    if (network.outputs().stream().anyMatch(output -> output.name().equals(cut.tensor()))) {
      throw new UnsuitableCutException(cut.tensor());
    }
    var source =
        new Examples.Source(
            set,
            primary,
            labels,
            similarBySensitive(),
            Preparer.of(set.framed(preprocessing)),
            settings.threads(),
            progress);
    Examples train = source.readToLearn(partition.train());
    Examples validation = source.read(partition.validation(), "validation");
    Digest data = set.digest();
    TuningCourse.Best best =
        new TuningCourse(settings, labels, cut.tensor(), data, progress)
            .run(network, train, validation);
    Provenance provenance =
        Provenance.here(Map.of("pytorch", Torch.version())).from(settings.seed(), data);
    return new Tuned(
        network.withConstants(best.values()),
        best.epoch(),
        best.before(),
        best.after(),
        best.scale(),
        provenance);
  }

  private Optional<String> similarBySensitive() {
    return settings.contrast().similarity() == Similarity.DIFFERENT_SENSITIVE
        ? settings.sensitive()
        : Optional.empty();
  }

  private void requireLabels(List<String> labels) {
    List<String> values = set.classes(primary);
    if (!labels.containsAll(values)) {
      throw new UnsuitableDataException(
          set,
          "has the values %s in the column \"%s\", and the network answers %s; rename the values"
                  .formatted(values, primary, labels)
              + " or give the network these labels");
    }
    settings.sensitive().ifPresent(set::classes);
  }
}
