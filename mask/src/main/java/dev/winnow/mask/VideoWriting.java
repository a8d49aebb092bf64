package dev.winnow.mask;

import dev.winnow.image.Image;
import dev.winnow.video.FrameSource;
import dev.winnow.video.VideoFormat;
import dev.winnow.video.VideoOutput;
import java.util.Optional;

/** A recording or a published stream of masked frames, opened with the first of them. */
final class VideoWriting implements FrameOutput {
  private final String name;
  private final String target;
  private final FrameSource source;
  private Optional<VideoOutput> opened = Optional.empty();

  /**
   * @param name in a sentence, such as {@code the recording}
   * @param source whose frame rate it has
   */
  VideoWriting(String name, String target, FrameSource source) {
    this.name = name;
    this.target = target;
    this.source = source;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(MaskedFrame frame) {
    Image image = frame.image();
    if (opened.isEmpty()) {
      opened =
          Optional.of(
              VideoOutput.open(
                  target, new VideoFormat(image.width(), image.height(), source.format().rate())));
    }
    opened.get().write(image, frame.time());
  }

  @Override
  public void close() {
    opened.ifPresent(VideoOutput::close);
  }
}
