package dev.winnow.voice;

import dev.winnow.data.CaptureId;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.voice.dsp.StreamResampler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The voices of a source that goes on: a thread reads, cuts and disguises while the analyzer is
 * asked about what came before. Of a microphone the oldest utterances are dropped where the
 * analyzer is too slow; a pipe waits.
 */
final class LiveUtterances implements FilteredStream {
  private final SoundSource source;
  private final ReleasedWav released;
  private final OpenedVoice voice;
  private final UtteranceCutter utterances;
  private final StreamResampler resampler;
  private final UtteranceQueue queue = new UtteranceQueue();
  private long sequence;

  private LiveUtterances(SoundSource source, OpenedVoice voice, ReleasedWav released) {
    this.source = source;
    this.released = released;
    this.voice = voice;
    int rate = voice.rate();
    try {
      ReleasedRate.requireInProportion(source.rate(), rate);
    } catch (DamagedCaptureException e) {
      throw new MalformedDataSetException(
          "cannot hear %s: %s".formatted(source.name(), e.clause()), e);
    }
    this.resampler = StreamResampler.of(source.rate(), rate);
    this.utterances =
        voice.cutter(new UtteranceStream.Lengths(rate, voice.most(), /* whole= */ false));
  }

  /**
   * Begins to read; closing what it returns closes all three.
   *
   * @throws MalformedDataSetException if the source's rate is out of all proportion
   */
  static LiveUtterances start(SoundSource source, OpenedVoice voice, ReleasedWav released) {
    LiveUtterances live = new LiveUtterances(source, voice, released);
    Thread thread = new Thread(live::run, "winnow-voice");
    thread.setDaemon(true);
    thread.start();
    return live;
  }

  private void run() {
    try {
      read();
      queue.end();
    } catch (IOException e) {
      queue.fail(
          new MalformedDataSetException(
              "cannot hear %s any further: %s".formatted(source.name(), e.getMessage()), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      queue.end();
    } catch (RuntimeException e) {
      queue.fail(e);
    }
  }

  /** What was said before the source failed is sent. */
  private void read() throws IOException, InterruptedException {
    try {
      for (double[] block = source.read(); block.length > 0; block = source.read()) {
        offer(utterances.push(resampler.push(block)));
      }
    } finally {
      offer(utterances.push(resampler.finish()));
      offer(utterances.finish());
    }
  }

  private void offer(List<FilteredUtterance> ended) throws InterruptedException {
    for (FilteredUtterance utterance : ended) {
      if (utterance instanceof FilteredUtterance.Disguised disguised) {
        queue.put(disguised, source.isLossy());
      } else {
        released.withhold((FilteredUtterance.Withheld) utterance);
      }
    }
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public Optional<FilteredCapture> next() {
    try {
      return queue.take().map(this::released);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private FilteredCapture released(FilteredUtterance.Disguised utterance) {
    CaptureId id = new CaptureId(source.name(), sequence++, Optional.of(utterance.time()));
    double seconds = utterance.time().end() - utterance.time().start();
    return released.of(id, utterance, Math.round(Short.BYTES * seconds * source.rate()));
  }

  @Override
  public void answered(CaptureId id, List<Tag> tags) {
    // Nobody shows sound.
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(released.remarks());
    if (queue.dropped() > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the analyzer was too slow for %,d utterances, which were dropped",
              queue.dropped()));
    }
    return remarks;
  }

  @Override
  public void close() {
    queue.close();
    source.close();
    voice.close();
    released.close();
  }
}
