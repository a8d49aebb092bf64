package dev.winnow.voice;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingReader;
import dev.winnow.audio.Resampler;
import dev.winnow.data.Capture;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The voices of files, of a folder or a data set. A file that cannot be read, and an utterance that
 * cannot be disguised, are left out by their name.
 */
final class FileUtterances implements FilteredStream {
  private final CaptureStream captures;
  private final OpenedVoice voice;
  private final ReleasedWav released;
  private final RecordingReader reader = new RecordingReader();
  private final ReleasedRate rate;
  private Optional<Opened> opened = Optional.empty();
  private long sequence;

  /** A file whose utterances are being handed out. */
  private record Opened(CaptureId id, RecordingUtterances utterances, long bytes) {}

  /** Closing it closes all three. */
  FileUtterances(CaptureStream captures, OpenedVoice voice, ReleasedWav released) {
    this.captures = captures;
    this.voice = voice;
    this.released = released;
    this.rate = new ReleasedRate(voice.rate());
  }

  @Override
  public boolean isLive() {
    return false;
  }

  @Override
  public Optional<FilteredCapture> next() {
    while (true) {
      if (opened.isEmpty()) {
        Optional<Capture> capture = captures.next();
        if (capture.isEmpty()) {
          return Optional.empty();
        }
        opened = Optional.of(open(capture.get()));
      }
      Opened file = opened.get();
      Optional<FilteredUtterance> utterance = file.utterances.next();
      if (utterance.isPresent()) {
        return Optional.of(released(file, utterance.get()));
      }
      opened = Optional.empty();
    }
  }

  private Opened open(Capture capture) {
    byte[] bytes = capture.content().bytes();
    try {
      Recording recording = reader.read(bytes);
      Resampler resampler = rate.from(recording.rate());
      return new Opened(
          capture.id(),
          RecordingUtterances.of(recording, resampler, voice, capture.id()),
          bytes.length);
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(capture.id().toString(), e.clause(), e);
    }
  }

  private FilteredCapture released(Opened file, FilteredUtterance utterance) {
    CaptureId id = file.utterances.isAll(utterance) ? file.id : part(file.id, utterance.time());
    if (utterance instanceof FilteredUtterance.Disguised disguised) {
      long bytes = Math.round(file.bytes * file.utterances.share(utterance));
      return released.of(id, disguised, bytes);
    }
    FilteredUtterance.Withheld withheld = (FilteredUtterance.Withheld) utterance;
    released.withhold(withheld);
    throw new UnreadableCaptureException(id.toString(), withheld.reason());
  }

  /** Times are those of the file, of which a part may have been asked for. */
  private CaptureId part(CaptureId whole, TimeWindow time) {
    double before = whole.time().map(TimeWindow::start).orElse(0.0);
    return new CaptureId(
        whole.source(),
        sequence++,
        Optional.of(new TimeWindow(before + time.start(), before + time.end())));
  }

  @Override
  public void answered(CaptureId id, List<Tag> tags) {
    // Nobody shows sound.
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(captures.leftOut().sentences());
    remarks.addAll(released.remarks());
    return remarks;
  }

  @Override
  public void close() {
    captures.close();
    voice.close();
    released.close();
  }
}
