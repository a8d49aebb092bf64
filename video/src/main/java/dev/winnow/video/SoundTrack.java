package dev.winnow.video;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The sound of a source on its way to one output. It waits for the frames of its time, for a minute
 * and a half at most; older sound is dropped then.
 *
 * <p>Voices identify people: whoever makes one has been asked for the sound. For any threads.
 */
public final class SoundTrack {
  private static final int MOST = 90 * SoundChunk.RATE;

  // Guarded by this.
  private final Deque<SoundChunk> chunks = new ArrayDeque<>();
  private int samples;
  private boolean isThere;

  /** Without any sound yet. */
  public SoundTrack() {}

  /** Whether the source has sound, known with its first frame. */
  public synchronized boolean isThere() {
    return isThere;
  }

  /** The source has sound. */
  synchronized void found() {
    isThere = true;
  }

  /** There is more. */
  synchronized void put(SoundChunk chunk) {
    chunks.add(chunk);
    samples += chunk.samples().length;
    while (samples > MOST) {
      samples -= chunks.remove().samples().length;
    }
  }

  /** Takes away what begins no later than a time. */
  synchronized List<SoundChunk> until(Duration time) {
    List<SoundChunk> taken = new ArrayList<>();
    while (!chunks.isEmpty() && chunks.element().time().compareTo(time) <= 0) {
      SoundChunk chunk = chunks.remove();
      samples -= chunk.samples().length;
      taken.add(chunk);
    }
    return taken;
  }
}
