package dev.winnow.data;

import dev.winnow.core.InputSpec;
import dev.winnow.core.UnsuitableModalityException;
import java.util.List;
import java.util.Optional;

/** What a kind of capture supplies, so that everybody else works on any of them. */
public interface Modality {
  /** Which kind. */
  InputSpec.Kind kind();

  /**
   * What a file in a folder is.
   *
   * @param name of the file, or its path
   * @param head the first 64 bytes of the file, or all of it if it has fewer; none if it cannot be
   *     opened
   */
  FileKind kindOf(String name, byte[] head);

  /**
   * Who makes captures the input of a network.
   *
   * @param spec of the network's input
   * @throws UnsuitableModalityException if it is of another modality
   */
  InputPreprocessor preprocessor(InputSpec spec);

  /**
   * Who alters captures slightly, for the attacker who asks a node about copies.
   *
   * @param spec by which they were prepared
   * @param seed of what is drawn
   * @throws UnsuitableModalityException if nobody knows how to, of this modality
   */
  default CapturePerturbation perturbation(InputSpec spec, long seed) {
    throw UnsuitableModalityException.of(
        "altering copies takes", InputSpec.Kind.IMAGE, "the network", spec.modality());
  }

  /**
   * What is estimated on the samples that a network is to be trained on, such as the mean and scale
   * of channels, in the place of what a description of its input says. Nothing, where a modality
   * needs nothing.
   *
   * @param spec of the network's input
   * @param set where the samples' files are found
   * @param training samples to train on, and none that anything is measured on
   * @param threads that decode, at least 1
   */
  default InputSpec fitted(InputSpec spec, DataSet set, List<Sample> training, int threads) {
    return spec;
  }

  /**
   * When what was recorded was recorded, and which labels a capture itself holds for which time.
   *
   * @param id which capture
   * @param bytes of the whole capture
   * @param column that changes along it, if one of its own labels is wanted
   * @param rate values per second at which networks read the set, if that is known: captures that
   *     do not say when they were recorded have that many, and where many of them would be missing
   *     a span ends
   * @return in the order of time, not overlapping; what is in none was not recorded
   * @throws UnreadableCaptureException if the bytes are not the whole of such a capture
   * @throws UnsuitableModalityException if no time passes in captures of this modality
   */
  default List<LabelledSpan> spans(
      CaptureId id, byte[] bytes, Optional<String> column, Optional<Double> rate) {
    throw UnsuitableModalityException.of(
        "dividing captures into windows takes", InputSpec.Kind.SERIES, "the folder", kind());
  }

  /** Loads what preparing captures takes, before the first of them is waiting. */
  default void warmUp() {
    // Most need nothing.
  }
}
