package dev.winnow.mask;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.video.VideoFrame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Outputs that show frames under the same mask: the package's own, or a stricter one on top. */
final class OutputGroup implements AutoCloseable {
  private final Optional<StricterMask> mask;
  private final List<OutputThread> threads;

  private OutputGroup(Optional<StricterMask> mask, List<OutputThread> threads) {
    this.mask = mask;
    this.threads = List.copyOf(threads);
  }

  /** Outputs that show what the analyzer would see; closing this closes them. */
  static OutputGroup of(List<OutputThread> threads) {
    return new OutputGroup(Optional.empty(), threads);
  }

  /** Outputs that have a mask on top; closing this closes it and them. */
  static OutputGroup of(StricterMask mask, List<OutputThread> threads) {
    return new OutputGroup(Optional.of(mask), threads);
  }

  /**
   * Starts outputs; those that have the same mask share it, so that its detectors look once.
   *
   * @param outputs by their name in the run
   * @param masks the stricter masks of some: {@link StricterMask#SOLID} or a package's file
   * @param isLive whether an output drops frames for which it is too slow; the page always does
   * @param threads that compute one look
   * @throws dev.winnow.core.WinnowException if a mask cannot be read
   */
  static List<OutputGroup> start(
      Map<FilterRun.Output, FrameOutput> outputs,
      Map<FilterRun.Output, String> masks,
      boolean isLive,
      int threads) {
    Map<String, Map<FilterRun.Output, FrameOutput>> byMask = new TreeMap<>();
    outputs.forEach(
        (name, output) ->
            byMask
                .computeIfAbsent(masks.getOrDefault(name, ""), word -> new TreeMap<>())
                .put(name, output));
    List<OutputGroup> groups = new ArrayList<>();
    try {
      byMask.forEach((word, group) -> groups.add(start(mask(word, threads), group, isLive)));
      return groups;
    } catch (RuntimeException e) {
      groups.forEach(OutputGroup::close);
      throw e;
    }
  }

  private static OutputGroup start(
      Optional<StricterMask> mask, Map<FilterRun.Output, FrameOutput> outputs, boolean isLive) {
    List<OutputThread> started = new ArrayList<>();
    outputs.forEach(
        (name, output) ->
            started.add(OutputThread.start(output, isLive || name == FilterRun.Output.PREVIEW)));
    return new OutputGroup(mask, started);
  }

  private static Optional<StricterMask> mask(String word, int threads) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (word.equals(StricterMask.SOLID)) {
      return Optional.of(StricterMask.solid());
    }
    MaskPackage second = MaskPackage.of(ExtractorPackage.read(Path.of(word)));
    return Optional.of(StricterMask.with(FrameMasker.open(second, threads)));
  }

  /** Shows a frame as it came to whoever must look at it; no output gets it. */
  void see(VideoFrame frame) {
    mask.ifPresent(stricter -> stricter.see(frame));
  }

  /** No frame follows. */
  void end() {
    mask.ifPresent(StricterMask::end);
  }

  /** Hands over frames that the package's mask let pass, as far as the mask on top is done. */
  void offer(List<MaskedFrame> released) throws InterruptedException {
    List<MaskedFrame> shown = mask.map(on -> on.over(released)).orElse(released);
    for (MaskedFrame frame : shown) {
      for (OutputThread thread : threads) {
        thread.offer(frame);
      }
    }
  }

  /** What a person should know, a sentence each. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    threads.forEach(thread -> thread.remark().ifPresent(remarks::add));
    mask.map(StricterMask::failures)
        .filter(failures -> failures > 0)
        .ifPresent(
            failures ->
                remarks.add(
                    "the detectors of an --output-mask failed %,d times, and its output was masked whole meanwhile"
                        .formatted(failures)));
    return remarks;
  }

  @Override
  public void close() {
    threads.forEach(OutputThread::close);
    mask.ifPresent(StricterMask::close);
  }
}
