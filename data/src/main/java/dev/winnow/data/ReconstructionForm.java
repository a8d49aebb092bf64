package dev.winnow.data;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The form in which an attacker's decoder makes captures of one modality again, small enough to be
 * learned: how real captures are brought to it, how alike two are, and how people look at them.
 */
public interface ReconstructionForm {
  /** Of one capture: channels × length, or channels × height × width. */
  Shape shape();

  /**
   * Prepared captures in this form.
   *
   * @param prepared one a row
   * @return one a row, newly allocated
   */
  Tensor of(Tensor prepared);

  /**
   * Captures of this form as a network takes them, from where a search for the capture goes on.
   *
   * @return one a row, newly allocated; empty where the form lacks what the network takes
   */
  default Optional<Tensor> prepared(Tensor form) {
    return Optional.empty();
  }

  /**
   * For how many epochs a decoder learns.
   *
   * @param usual epochs of a decoder of images, a step of which costs some 30 million
   *     multiply-accumulates for each; what costs less may take more
   */
  default int epochs(int usual) {
    return usual;
  }

  /** How alike reconstructions are to their originals; each is averaged over captures. */
  List<ReconstructionMeasure> measures();

  /**
   * What a classifier looks at that learned people from real captures in this form, and then names
   * them on reconstructions; none where that takes a recogniser that somebody hands in.
   */
  default List<CaptureFeature> judged() {
    return List.of();
  }

  /** A few captures as people look at them, and listen to them. */
  List<CaptureMedium> originals(Tensor prepared);

  /**
   * What was made in the place of these captures.
   *
   * @param seen in this form, in the order of the captures
   * @param prepared the captures themselves
   */
  List<CaptureMedium> seen(Tensor seen, Tensor prepared);
}
