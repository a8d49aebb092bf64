package dev.winnow.voice;

import dev.winnow.audio.WavFile;
import dev.winnow.data.CaptureId;
import dev.winnow.data.filter.FilteredCapture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What leaves: of each utterance a WAV file of one channel of 16 bits, with its sound and nothing
 * else. Counts what leaves and what does not, and writes what leaves to a recording, if one is
 * asked for. Safe for use by several threads.
 */
final class ReleasedWav implements AutoCloseable {
  private final String done;
  private final int rate;
  private final Optional<WavRecording> recording;
  private final Map<String, Integer> withheld = new TreeMap<>();
  private long released;
  private double seconds;

  /**
   * @param done what is done to voices, for people
   * @param rate of what leaves
   */
  ReleasedWav(String done, int rate, Optional<WavRecording> recording) {
    this.done = done;
    this.rate = rate;
    this.recording = recording;
  }

  /**
   * What may leave of an utterance.
   *
   * @param recordedBytes of it before it was disguised
   */
  synchronized FilteredCapture of(
      CaptureId id, FilteredUtterance.Disguised utterance, long recordedBytes) {
    byte[] file = WavFile.of(utterance.samples(), rate);
    recording.ifPresent(written -> written.append(file));
    released++;
    seconds += (double) utterance.samples().length / rate;
    return new FilteredCapture(id, file, recordedBytes, utterance.filtering());
  }

  /** Counts an utterance of which nothing leaves. */
  synchronized void withhold(FilteredUtterance.Withheld utterance) {
    withheld.merge(utterance.reason(), 1, Integer::sum);
  }

  /** A sentence each. */
  synchronized List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT, "disguised %,d utterances, %.1f s (%s)", released, seconds, done));
    withheld.forEach(
        (reason, count) ->
            remarks.add(String.format(Locale.ROOT, "sent nothing of %,d: %s", count, reason)));
    return remarks;
  }

  @Override
  public void close() {
    recording.ifPresent(WavRecording::close);
  }
}
