package dev.winnow.mask;

import dev.winnow.image.Image;
import java.time.Duration;
import java.util.List;

/**
 * A frame that may leave the device: nothing but a {@link MaskPainter} makes one, and recordings,
 * streams, previews and the analyzer take nothing else.
 */
public final class MaskedFrame {
  private final Image image;
  private final Duration time;
  private final List<MaskOutline> masks;
  private final boolean isWhole;

  MaskedFrame(Image image, Duration time, List<MaskOutline> masks, boolean isWhole) {
    this.image = image;
    this.time = time;
    this.masks = List.copyOf(masks);
    this.isWhole = isWhole;
  }

  /** What is left of the frame, of its size. */
  public Image image() {
    return image;
  }

  /** Since the first frame of the source. */
  public Duration time() {
    return time;
  }

  /** How many masks were painted. */
  public int masks() {
    return masks.size();
  }

  /** What was painted; of a frame that is masked whole nothing by itself. */
  List<MaskOutline> outlines() {
    return masks;
  }

  /** Whether a mask was painted over a pixel. */
  public boolean isMasked(int x, int y) {
    return isWhole || masks.stream().anyMatch(mask -> mask.holds(x, y));
  }

  /** Whether all of it is masked, because nobody could say what is on it. */
  public boolean isWhole() {
    return isWhole;
  }
}
