package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.UnreadableCaptureException;
import java.nio.FloatBuffer;

/**
 * Turns recordings into the input of a network as its {@link AudioSpec} asks.
 *
 * <p>Reads WAV files of 8, 16 or 24 bits PCM; several channels are averaged. A recording at another
 * rate than the network's is refused: what resampling does to a voice should be the choice of
 * whoever made the data. Of a {@link TimeWindow} the part within the recording counts.
 */
public final class AudioPreprocessor implements InputPreprocessor {
  private final AudioSpec spec;

  private AudioPreprocessor(AudioSpec spec) {
    this.spec = spec;
  }

  /** Who prepares for networks that want such input. */
  public static AudioPreprocessor of(AudioSpec spec) {
    return new AudioPreprocessor(spec);
  }

  @Override
  public AudioSpec spec() {
    return spec;
  }

  @Override
  public void read(CaptureId id, byte[] bytes, Tensor into) {
    requireRoom(into);
    try {
      prepare(Wav.parse(bytes), id, into.buffer());
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(id.toString(), e.clause(), e);
    }
  }

  private void prepare(Wav recording, CaptureId id, FloatBuffer into)
      throws DamagedCaptureException {
    if (recording.rate() != spec.rate()) {
      throw new DamagedCaptureException(
          "it has %d samples a second where the network takes %d; resample it"
              .formatted(recording.rate(), spec.rate()));
    }
    int from = id.time().map(part -> at(part.start(), recording)).orElse(0);
    int to = id.time().map(part -> at(part.end(), recording)).orElse(recording.frames());
    if (from >= to) {
      throw new DamagedCaptureException("it has no sample where it should be read");
    }
    int surplus = to - from - spec.samples();
    int first = from + Math.max(0, surplus / 2);
    for (int i = 0; i < spec.samples(); i++) {
      double value = first + i < to ? recording.value(first + i) : 0;
      into.put((float) ((value - spec.mean()) / spec.scale()));
    }
  }

  /** The number of the sample at a time, or of the end of the recording if that is before. */
  private static int at(double seconds, Wav recording) {
    return (int) Math.min(recording.frames(), Math.round(seconds * recording.rate()));
  }
}
