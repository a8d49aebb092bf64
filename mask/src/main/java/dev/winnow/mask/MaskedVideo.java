package dev.winnow.mask;

import dev.winnow.core.concurrent.Uninterruptibles;
import dev.winnow.data.CaptureId;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.video.FrameSource;
import dev.winnow.video.VideoFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Masks a film or a live stream on a thread of its own, and hands the masked frames to the outputs
 * and to whoever asks. The frames themselves never leave that thread.
 */
final class MaskedVideo implements FilteredStream {
  private final OpenedVideo video;
  private final FrameSource source;
  private final FrameMasker masker;
  private final Outputs outputs;
  private final ProcessorShare share;
  private final Thread thread = new Thread(this::run, "winnow-mask");
  private final AtomicLong masked = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong whole = new AtomicLong();

  /**
   * When the frames came that the masker holds, by this machine's clock; the mask's thread only.
   */
  private final Deque<Long> received = new ArrayDeque<>();

  private volatile boolean closing;

  /** Where masked frames go: all of them to the outputs, those worth it to be asked about. */
  record Outputs(List<OutputGroup> groups, AnalysisQueue analysis, Optional<Preview> preview) {
    Outputs {
      groups = List.copyOf(groups);
    }
  }

  private MaskedVideo(
      OpenedVideo video, FrameMasker masker, Outputs outputs, ProcessorShare share) {
    this.video = video;
    this.source = video.frames();
    this.masker = masker;
    this.outputs = outputs;
    this.share = share;
  }

  /** Begins to mask; closing the stream closes all of them. */
  static MaskedVideo start(
      OpenedVideo video, FrameMasker masker, Outputs outputs, ProcessorShare share) {
    MaskedVideo started = new MaskedVideo(video, masker, outputs, share);
    started.thread.setDaemon(true);
    started.thread.start();
    return started;
  }

  @Override
  public boolean isLive() {
    return video.isLive();
  }

  @Override
  public Optional<FilteredCapture> next() {
    return outputs.analysis.next();
  }

  @Override
  public void answered(CaptureId id, List<Tag> tags) {
    outputs.preview.ifPresent(page -> page.show(tags));
  }

  @Override
  public Optional<String> preview() {
    return outputs.preview.map(Preview::address);
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "masked %,d frames, %.1f ms each"
            .formatted(masked.get(), nanos.get() / 1e6 / Math.max(1, masked.get())));
    if (whole.get() > 0) {
      remarks.add(
          "%,d frames were masked whole, because the detectors failed %,d times or had not looked"
              .formatted(whole.get(), masker.failures()));
    }
    remarks.addAll(video.remarks().get());
    outputs.groups.forEach(group -> remarks.addAll(group.remarks()));
    return remarks;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    outputs.analysis.end(Optional.empty());
    Uninterruptibles.run(thread::join);
    outputs.analysis.close();
  }

  private void run() {
    Optional<RuntimeException> failure = Optional.empty();
    try {
      for (Optional<VideoFrame> frame = source.next();
          frame.isPresent() && !closing;
          frame = source.next()) {
        long start = System.nanoTime();
        received.add(start);
        for (OutputGroup group : outputs.groups) {
          group.see(frame.get());
        }
        List<MaskedFrame> frames = masker.add(frame.get());
        nanos.addAndGet(System.nanoTime() - start);
        release(frames);
        share.rest(System.nanoTime() - start);
      }
      outputs.groups.forEach(OutputGroup::end);
      release(masker.flush());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = closing ? Optional.empty() : Optional.of(e);
    } finally {
      source.close();
      masker.close();
      outputs.groups.forEach(OutputGroup::close);
      outputs.analysis.end(failure);
    }
  }

  private void release(List<MaskedFrame> frames) throws InterruptedException {
    for (OutputGroup group : outputs.groups) {
      group.offer(frames);
    }
    for (MaskedFrame frame : frames) {
      long since = received.remove();
      masked.incrementAndGet();
      if (frame.isWhole()) {
        whole.incrementAndGet();
      }
      outputs.analysis.offer(frame, since);
    }
  }
}
