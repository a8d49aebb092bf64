package dev.winnow.mask;

import dev.winnow.data.filter.FilterRun;
import dev.winnow.video.FrameSource;
import dev.winnow.video.LiveInput;
import dev.winnow.video.LiveStatistics;
import dev.winnow.video.PacedSource;
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
  static OpenedVideo open(String source, FilterRun.Pace pace) {
    return file(source).map(file -> of(file, pace)).orElseGet(() -> live(source));
  }

  /** What has an end; a source that cannot be reached yet may be live, and is sought. */
  private static Optional<VideoInput> file(String source) {
    if (VideoInput.isFile(source)) {
      return Optional.of(VideoInput.open(source));
    }
    if (VideoInput.mayEnd(source)) {
      try {
        VideoInput input = VideoInput.open(source);
        if (!input.isLive()) {
          return Optional.of(input);
        }
        input.close();
      } catch (UnreachableSourceException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static OpenedVideo live(String source) {
    LiveInput live = LiveInput.open(source);
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
