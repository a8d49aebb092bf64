package dev.winnow.voice;

import dev.winnow.audio.Recording;
import dev.winnow.audio.Resampler;
import dev.winnow.data.CaptureId;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.TimeWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The utterances of a recording, one after the other: all of it if that is not longer than an
 * utterance may be, else what lies between its pauses. Of a {@link TimeWindow} the part within the
 * recording counts.
 */
final class RecordingUtterances {
  private static final String NOBODY = "nobody speaks in it";

  private final Recording recording;
  private final Resampler resampler;
  private final OpenedVoice voice;
  private final int end;
  private final int samples;
  private final UtteranceCutter cutter;
  private final Deque<FilteredUtterance> ready = new ArrayDeque<>();
  private int next;
  private boolean isAnyGiven;
  private boolean finished;

  private RecordingUtterances(
      Recording recording, Resampler resampler, OpenedVoice voice, CaptureId id)
      throws DamagedCaptureException {
    this.recording = recording;
    this.resampler = resampler;
    this.voice = voice;
    int frames = resampler.frames(recording.frames());
    this.next = id.time().map(part -> at(part.start(), frames)).orElse(0);
    this.end = id.time().map(part -> at(part.end(), frames)).orElse(frames);
    if (next >= end) {
      throw new DamagedCaptureException("it has no sample where it should be read");
    }
    this.samples = end - next;
    int most = voice.most();
    this.cutter =
        voice.cutter(
            samples <= most
                ? UtteranceStream.Lengths.WHOLE
                : new UtteranceStream.Lengths(most / 2, most, /* whole= */ false));
  }

  /**
   * Those of a recording.
   *
   * @param resampler from its rate to that of what leaves
   * @param voice which cuts no other recording meanwhile
   * @param id which one, with the part of it that counts, if not all does
   * @throws DamagedCaptureException if there is no sample in that part
   */
  static RecordingUtterances of(
      Recording recording, Resampler resampler, OpenedVoice voice, CaptureId id)
      throws DamagedCaptureException {
    return new RecordingUtterances(recording, resampler, voice, id);
  }

  /** Whether an utterance is all of the recording, or of the part that counts. */
  boolean isAll(FilteredUtterance utterance) {
    TimeWindow time = utterance.time();
    return Math.round((time.end() - time.start()) * voice.rate()) >= samples;
  }

  /** What part of the recording an utterance is. */
  double share(FilteredUtterance utterance) {
    return (utterance.time().end() - utterance.time().start())
        * voice.rate()
        / resampler.frames(recording.frames());
  }

  /** All that they are taken from, at the rate of what leaves; before the first is asked for. */
  double[] plain() {
    return resampler.resample(recording, next, end - next);
  }

  /** The next one; empty behind the last. */
  Optional<FilteredUtterance> next() {
    while (ready.isEmpty() && next < end) {
      int count = Math.min(voice.rate(), end - next);
      ready.addAll(cutter.push(resampler.resample(recording, next, count)));
      next += count;
    }
    if (ready.isEmpty() && !finished) {
      finished = true;
      ready.addAll(cutter.finish());
      if (ready.isEmpty() && !isAnyGiven && voice.detects()) {
        TimeWindow all = new TimeWindow(0, (double) samples / voice.rate());
        ready.add(new FilteredUtterance.Withheld(all, NOBODY));
      }
    }
    isAnyGiven |= !ready.isEmpty();
    return Optional.ofNullable(ready.poll());
  }

  private int at(double seconds, int frames) {
    return (int) Math.min(frames, Math.round(seconds * voice.rate()));
  }
}
