package dev.winnow.data;

import dev.winnow.core.InputSpec;
import dev.winnow.core.UnsuitableModalityException;
import java.util.List;
import java.util.Map;
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

  /** By what captures may vary in training if nothing else is asked for, each with its strength. */
  default Map<String, Double> variations() {
    return Map.of();
  }

  /**
   * Who varies captures in training.
   *
   * @param spec by which they are prepared
   * @param strengths by name; what is not named does not happen
   * @throws UnsuitableModalityException if the spec is of another modality
   * @throws IllegalArgumentException if a name is unknown, or a strength out of its range
   */
  default Augmentation augmentation(InputSpec spec, Map<String, Double> strengths) {
    if (!strengths.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing is known by which %s may vary; leave %s out"
              .formatted(kind().word(), String.join(", ", strengths.keySet())));
    }
    return Augmentation.NONE;
  }

  /**
   * What an attacker on captures themselves works on, the control that is known to leak: it counts
   * as the strongest of these.
   *
   * @param spec by which they were prepared
   */
  default List<CaptureFeature> rawFeatures(InputSpec spec) {
    return List.of(CaptureFeature.WHOLE);
  }

  /**
   * How captures are made again from features, and how that is judged.
   *
   * @param spec by which they were prepared
   * @return empty if no decoder makes captures of this modality or size
   * @throws UnsuitableModalityException if it is of another modality
   */
  default Optional<ReconstructionForm> reconstruction(InputSpec spec) {
    return Optional.empty();
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
