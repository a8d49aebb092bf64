package dev.winnow.mask;

import dev.winnow.data.Capture;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.image.ImageDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Masks images one by one. There is no frame before or behind to learn from, so that every
 * detection counts, the unsure ones too. An image on which nobody could look is left out.
 */
final class MaskedStills implements FilteredStream {
  private final CaptureStream captures;
  private final StillMasker masker;
  private final ReleasedCaptures released;
  private long masked;

  MaskedStills(CaptureStream captures, StillMasker masker, ReleasedCaptures released) {
    this.captures = captures;
    this.masker = masker;
    this.released = released;
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public Optional<FilteredCapture> next() {
    Optional<Capture> capture = captures.next();
    return capture.map(this::masked);
  }

  private FilteredCapture masked(Capture capture) {
    byte[] bytes = capture.content().bytes();
    long start = System.nanoTime();
    MaskedFrame frame = masker.mask(ImageDecoder.decode(capture.id().toString(), bytes));
    if (frame.isWhole()) {
      throw new UnreadableCaptureException(
          capture.id().toString(),
          "the detectors failed on it, so that nobody knows what is on it");
    }
    masked++;
    Duration filtering = Duration.ofNanos(System.nanoTime() - start);
    return released.of(capture.id(), frame, bytes.length, filtering);
  }

  @Override
  public void answered(CaptureId id, List<Tag> tags) {
    // Nobody shows stills.
  }

  @Override
  public List<String> remarks() {
    return List.of("masked %,d images".formatted(masked));
  }

  @Override
  public void close() {
    captures.close();
    masker.close();
    released.close();
  }
}
