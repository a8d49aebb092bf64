package dev.winnow.mask;

import dev.winnow.video.VideoFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A mask that some outputs have on top of the package's own: what either covers is grey there. It
 * is painted on frames that are masked already, so that it can hide more and never show more.
 *
 * <p>For one thread. Closing it closes the second mask's detectors.
 */
final class StricterMask implements AutoCloseable {
  /** The word for the package's own mask with grey instead of its fill. */
  static final String SOLID = "solid";

  private final Optional<FrameMasker> second;
  private final Deque<MaskedFrame> own = new ArrayDeque<>();
  private final Deque<MaskedFrame> more = new ArrayDeque<>();

  private StricterMask(Optional<FrameMasker> second) {
    this.second = second;
  }

  /** Covers what the package's mask covers, with grey. */
  static StricterMask solid() {
    return new StricterMask(Optional.empty());
  }

  /** Covers also what a second mask covers, all of it with grey; closing this closes it. */
  static StricterMask with(FrameMasker second) {
    return new StricterMask(Optional.of(second));
  }

  /** Takes a frame as it came, in order of time, before its masked form is asked about. */
  void see(VideoFrame frame) {
    second.ifPresent(masker -> more.addAll(masker.add(frame)));
  }

  /** No frame follows. */
  void end() {
    second.ifPresent(masker -> more.addAll(masker.flush()));
  }

  /**
   * Takes frames that the package's mask let pass, all of those that were seen and in their order.
   *
   * @return those that both masks are done with; the others wait
   */
  List<MaskedFrame> over(List<MaskedFrame> released) {
    if (second.isEmpty()) {
      return released.stream().map(frame -> MaskPainter.cover(frame, frame)).toList();
    }
    own.addAll(released);
    List<MaskedFrame> both = new ArrayList<>();
    while (!own.isEmpty() && !more.isEmpty()) {
      both.add(MaskPainter.cover(own.remove(), more.remove()));
    }
    return both;
  }

  /** How often the second mask's detectors failed so far. */
  long failures() {
    return second.map(FrameMasker::failures).orElse(0L);
  }

  @Override
  public void close() {
    second.ifPresent(FrameMasker::close);
  }
}
