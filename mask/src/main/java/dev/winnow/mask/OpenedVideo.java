package dev.winnow.mask;

import dev.winnow.data.filter.FilterRun;
import dev.winnow.video.FrameSource;
import dev.winnow.video.LiveInput;
import dev.winnow.video.LiveStatistics;
import dev.winnow.video.PacedSource;
import dev.winnow.video.SoundTrack;
import dev.winnow.video.SourceOptions;
import dev.winnow.video.UnreachableSourceException;
import dev.winnow.video.VideoInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A film or a live stream.
 *
 * @param frames of it, for one thread, which closes it
 * @param isLive whether frames come as fast as they were recorded, so that the newest counts
 * @param remarks what a person should know of it so far, a sentence each
 */
record OpenedVideo(FrameSource frames, boolean isLive, Supplier<List<String>> remarks) {
  /**
   * Opens what an owner named.
   *
   * @throws dev.winnow.core.WinnowException if it is no video, or cannot be opened
   */
  static OpenedVideo open(String source, FilterRun.Pace pace, SourceOptions options) {
    OpenedVideo opened =
        first(source, options)
            .map(input -> input.isLive() ? of(LiveInput.of(input, options)) : of(input, pace))
            .orElseGet(() -> of(LiveInput.open(source, options)));
    return new OpenedVideo(
        opened.frames, opened.isLive, () -> withSilence(opened.remarks.get(), options.sound()));
  }

  private static List<String> withSilence(List<String> remarks, List<SoundTrack> sound) {
    List<String> all = new ArrayList<>(remarks);
    if (!sound.isEmpty() && sound.stream().noneMatch(SoundTrack::isThere)) {
      all.add("there is no sound in the source, or it is coded in a way that is not read here");
    }
    return all;
  }

  /**
   * What has an end, or may have one and is only known to have none now that it is open; a source
   * that cannot be reached yet may be live, and is sought.
   */
  private static Optional<VideoInput> first(String source, SourceOptions options) {
    if (!VideoInput.isFile(source) && !VideoInput.mayEnd(source)) {
      return Optional.empty();
    }
    try {
      return Optional.of(VideoInput.open(source, options));
    } catch (UnreachableSourceException e) {
      return Optional.empty();
    }
  }

  private static OpenedVideo of(LiveInput live) {
    return new OpenedVideo(live, true, () -> remarks(live.statistics()));
  }

  private static OpenedVideo of(VideoInput file, FilterRun.Pace pace) {
    return new OpenedVideo(
        pace.realTime() ? PacedSource.of(file) : file,
        pace.realTime(),
        () ->
            file.damaged() == 0
                ? List.of()
                : List.of("%,d frames were damaged and are left out".formatted(file.damaged())));
  }

  private static List<String> remarks(LiveStatistics statistics) {
    List<String> remarks = new ArrayList<>();
    if (statistics.dropped() > 0) {
      remarks.add(
          "%,d frames came while the one before was still being masked, and were dropped"
              .formatted(statistics.dropped()));
    }
    if (statistics.reconnects() > 0) {
      remarks.add(
          "the source was lost, and sought again %,d times".formatted(statistics.reconnects()));
    }
    return remarks;
  }
}
