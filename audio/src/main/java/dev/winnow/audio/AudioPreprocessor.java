package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.UnreadableCaptureException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Turns recordings into the input of a network as its {@link AudioSpec} asks.
 *
 * <p>Reads WAV files of 8, 16, 24 or 32 bits PCM and of floats, and what a {@link RecordingDecoder}
 * on the class path reads; several channels are averaged. A recording at another rate than the
 * network's is brought to it by a {@link Resampler}. Of a {@link TimeWindow} the part within the
 * recording counts, to the nearest sample of the network's rate.
 */
public final class AudioPreprocessor implements InputPreprocessor {
  /** A filter that lowers a rate further would reach over seconds. */
  private static final int MOST_RATIO = 1_024;

  /** Frames are kept of so many windows, since several are read at a time. */
  private static final int WINDOWS_KEPT = 4;

  private final AudioSpec spec;
  private final Optional<MelSpectrogram> mel;
  private final SharedFrames shared;
  private final RecordingReader reader = new RecordingReader();

  /** What brought the last recording to the network's rate; most are of one rate. */
  private volatile Resampler resampler;

  /** So many of a recording's samples from one on, at the network's rate. */
  private record Part(int first, int count) {}

  private AudioPreprocessor(AudioSpec spec) {
    this.spec = spec;
    this.resampler = Resampler.of(spec.rate(), spec.rate());
    this.mel = spec.mel().map(form -> MelSpectrogram.of(form, spec.rate()));
    this.shared =
        new SharedFrames(WINDOWS_KEPT * spec.mel().map(m -> m.frames(spec.samples())).orElse(0));
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
  public double duration(CaptureId id, byte[] bytes) {
    try {
      Recording recording = reader.read(bytes);
      return (double) recording.frames() / recording.rate();
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(id.toString(), e.clause(), e);
    }
  }

  @Override
  public void read(CaptureId id, byte[] bytes, Tensor into) {
    requireRoom(into);
    try {
      Recording recording = reader.read(bytes);
      Part part = part(recording, id);
      double[] samples = samples(recording, part);
      put(
          mel.map(made -> made.of(samples, part.count, frames(id, bytes, part))).orElse(samples),
          into.buffer());
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(id.toString(), e.clause(), e);
    }
  }

  private void put(double[] values, FloatBuffer into) {
    for (double value : values) {
      into.put((float) ((value - spec.mean()) / spec.scale()));
    }
  }

  /** What is read as a whole shares nothing. */
  private FrameStore frames(CaptureId id, byte[] bytes, Part part) {
    return id.time().isPresent() ? shared.of(bytes, part.first) : FrameStore.NONE;
  }

  /** Which samples one input is made of, at the network's rate; there may be too few. */
  private Part part(Recording recording, CaptureId id) throws DamagedCaptureException {
    int frames = resampler(recording.rate()).frames(recording.frames());
    int from = id.time().map(part -> at(part.start(), frames)).orElse(0);
    int to = id.time().map(part -> at(part.end(), frames)).orElse(frames);
    if (from >= to) {
      throw new DamagedCaptureException("it has no sample where it should be read");
    }
    int first = from + Math.max(0, (to - from - spec.samples()) / 2);
    return new Part(first, Math.min(spec.samples(), to - first));
  }

  private double[] samples(Recording recording, Part part) throws DamagedCaptureException {
    Resampler resampling = resampler(recording.rate());
    double[] read = resampling.resample(recording, part.first, part.count);
    if (!Arrays.stream(read).allMatch(Double::isFinite)) {
      throw new DamagedCaptureException("it holds a sample that is no number");
    }
    return Arrays.copyOf(read, spec.samples());
  }

  private Resampler resampler(int rate) throws DamagedCaptureException {
    if (rate / spec.rate() >= MOST_RATIO) {
      throw new DamagedCaptureException(
          "it has %d samples a second, too many to make the network's %d of them"
              .formatted(rate, spec.rate()));
    }
    Resampler last = resampler;
    if (last.from() == rate) {
      return last;
    }
    Resampler made = Resampler.of(rate, spec.rate());
    resampler = made;
    return made;
  }

  /** The number of the sample at a time, or of the end of the recording if that is before. */
  private int at(double seconds, int frames) {
    return (int) Math.min(frames, Math.round(seconds * spec.rate()));
  }
}
