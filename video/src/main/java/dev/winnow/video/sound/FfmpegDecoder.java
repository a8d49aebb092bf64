package dev.winnow.video.sound;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingDecoder;
import dev.winnow.audio.RecordingFormat;
import dev.winnow.data.DamagedCaptureException;
import java.util.Set;

/** Reads sound with FFmpeg, which is loaded with the first file. */
public final class FfmpegDecoder implements RecordingDecoder {
  private static final Set<RecordingFormat> FORMATS =
      Set.of(RecordingFormat.FLAC, RecordingFormat.OGG, RecordingFormat.MP3);

  /** For {@link java.util.ServiceLoader}, which finds it by its name in the class path. */
  public FfmpegDecoder() {}

  @Override
  public boolean decodes(RecordingFormat format) {
    return FORMATS.contains(format);
  }

  @Override
  public Recording decode(RecordingFormat format, byte[] bytes) throws DamagedCaptureException {
    if (format == RecordingFormat.OGG) {
      OggPages.requireWhole(bytes);
    }
    try (SoundFile file = SoundFile.open(format, bytes)) {
      return file.decode();
    } catch (LinkageError e) {
      // No FFmpeg of this platform is on the class path, or it cannot be unpacked.
      DamagedCaptureException refusal =
          new DamagedCaptureException("FFmpeg, which reads it, cannot be loaded here");
      refusal.initCause(e);
      throw refusal;
    }
  }
}
