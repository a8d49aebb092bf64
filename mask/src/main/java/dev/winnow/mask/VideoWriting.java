package dev.winnow.mask;

import dev.winnow.image.Image;
import dev.winnow.video.FrameSource;
import dev.winnow.video.SoundTrack;
import dev.winnow.video.VideoFormat;
import dev.winnow.video.VideoOutput;
import java.util.Optional;

/** A recording or a published stream of masked frames, opened with the first of them. */
final class VideoWriting implements FrameOutput {
  private final String name;
  private final String target;
  private final FrameSource source;
  private final Optional<SoundTrack> sound;
  private Optional<VideoOutput> opened = Optional.empty();

  /**
   * @param name in a sentence, such as {@code the recording}
   * @param source whose frame rate it has
   * @param sound of the source, if it is to have any
   */
  VideoWriting(String name, String target, FrameSource source, Optional<SoundTrack> sound) {
    this.name = name;
    this.sound = sound;
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
      opened = Optional.of(open(image));
    }
    opened.get().write(image, frame.time());
    sound.ifPresent(opened.get()::write);
  }

  private VideoOutput open(Image first) {
    VideoFormat format = new VideoFormat(first.width(), first.height(), source.format().rate());
    return sound.map(SoundTrack::isThere).orElse(false)
        ? VideoOutput.openWithSound(target, format)
        : VideoOutput.open(target, format);
  }

  @Override
  public void close() {
    // What was heard while the last frame was on its way.
    opened.ifPresent(output -> sound.ifPresent(output::write));
    opened.ifPresent(VideoOutput::close);
  }
}
