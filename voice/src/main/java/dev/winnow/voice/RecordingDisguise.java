package dev.winnow.voice;

import dev.winnow.audio.Recording;
import dev.winnow.audio.WavFile;
import dev.winnow.data.CaptureId;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Disguises recordings as a node does, and gives what would leave as samples: for whoever measures
 * what a disguise tells, and how well what is said is understood. One of these is one run of a
 * node: what is drawn per session is drawn once. For one thread. Whoever makes it closes it.
 */
public final class RecordingDisguise implements AutoCloseable {
  private final OpenedVoice voice;
  private final ReleasedRate rate;

  private RecordingDisguise(VoicePackage voice, RandomGenerator random) {
    this.voice = OpenedVoice.of(voice, random);
    this.rate = new ReleasedRate(voice.released().rate());
  }

  /**
   * A node's disguise.
   *
   * @param random of what is drawn; the same one gives the same voices
   */
  public static RecordingDisguise of(VoicePackage voice, RandomGenerator random) {
    return new RecordingDisguise(voice, random);
  }

  /**
   * What would leave of a recording: the samples of its WAV files, one utterance behind the other,
   * at the rate of {@link VoicePackage#released}.
   *
   * @param part of the recording that counts; empty for all of it
   * @return whole numbers from −32,767 to 32,767, divided by 32,768; empty if nothing would leave
   * @throws DamagedCaptureException if there is no sample in that part, or the recording's rate is
   *     out of all proportion
   */
  public Optional<double[]> released(Recording recording, Optional<TimeWindow> part)
      throws DamagedCaptureException {
    RecordingUtterances utterances = utterances(recording, part);
    List<double[]> released = new ArrayList<>();
    for (Optional<FilteredUtterance> next = utterances.next();
        next.isPresent();
        next = utterances.next()) {
      if (next.get() instanceof FilteredUtterance.Disguised disguised) {
        released.add(sent(disguised));
      }
    }
    return released.isEmpty()
        ? Optional.empty()
        : Optional.of(released.stream().flatMapToDouble(Arrays::stream).toArray());
  }

  /**
   * The same part as it was spoken: at the rate of what leaves, without a disguise, with its
   * silence and all frequencies.
   *
   * @param part of the recording that counts; empty for all of it
   * @return from −1 to 1
   * @throws DamagedCaptureException as {@link #released}
   */
  public double[] plain(Recording recording, Optional<TimeWindow> part)
      throws DamagedCaptureException {
    return utterances(recording, part).plain();
  }

  /** Frees what a package's detector of speech holds, if it has one. */
  @Override
  public void close() {
    voice.close();
  }

  private RecordingUtterances utterances(Recording recording, Optional<TimeWindow> part)
      throws DamagedCaptureException {
    CaptureId id = new CaptureId("recording", 0, part);
    return RecordingUtterances.of(recording, rate.from(recording.rate()), voice, id);
  }

  private double[] sent(FilteredUtterance.Disguised utterance) throws DamagedCaptureException {
    Recording sent = Recording.ofWav(WavFile.of(utterance.samples(), voice.rate()));
    double[] values = new double[sent.frames()];
    Arrays.setAll(values, sent::value);
    return values;
  }
}
