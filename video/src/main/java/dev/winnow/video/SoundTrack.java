package dev.winnow.video;

import dev.winnow.video.track.SoundReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sound of a source on its way to one output. It waits for the frames of its time, for a minute
 * and a half at most; older sound is dropped then.
 *
 * <p>Voices identify people: whoever makes one has been asked for the sound. For any threads.
 */
public final class SoundTrack {
  private static final int MOST = 90 * SoundReader.RATE;

  // Guarded by this.
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int samples;
  private boolean isThere;

  /**
   * A moment of a source's sound.
   *
   * @param samples as a {@link SoundReader} has them; not copied: nobody changes them
   * @param time of the first, since the source's first frame
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two, and none is copied.
  record Chunk(float[] samples, Duration time) {
    /** The same at another time. */
    Chunk at(Duration other) {
      return new Chunk(samples, other);
    }

    /** Contents are never printed. */
    @Override
    public String toString() {
      return samples.length + " samples at " + time;
    }
  }

  /** Who is told of the sound beside the frames, in the thread that reads them. */
  interface Listener {
    /** Nobody: the sound is not even read. */
    Listener NOBODY = of(List.of());

    /** Whether anybody wants it. */
    boolean wants();

    /** There is sound, known with the first frame. */
    void found();

    /** A moment of it. */
    void heard(Chunk chunk);

    /** The ways to outputs. */
    static Listener of(List<SoundTrack> tracks) {
      return of(tracks, chunk -> tracks.forEach(track -> track.put(chunk)));
    }

    /**
     * The ways to outputs, if the times are to be changed on the way.
     *
     * @param tracks told that there is sound
     * @param chunks takes each moment of it
     */
    static Listener of(List<SoundTrack> tracks, Consumer<Chunk> chunks) {
      List<SoundTrack> all = List.copyOf(tracks);
      return new Listener() {
        @Override
        public boolean wants() {
          return !all.isEmpty();
        }

        @Override
        public void found() {
          all.forEach(SoundTrack::found);
        }

        @Override
        public void heard(Chunk chunk) {
          chunks.accept(chunk);
        }
      };
    }
  }

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
  synchronized void put(Chunk chunk) {
    chunks.add(chunk);
    samples += chunk.samples().length;
    while (samples > MOST) {
      samples -= chunks.remove().samples().length;
    }
  }

  /** Takes away what begins no later than a time. */
  synchronized List<Chunk> until(Duration time) {
    List<Chunk> taken = new ArrayList<>();
    while (!chunks.isEmpty() && chunks.element().time().compareTo(time) <= 0) {
      Chunk chunk = chunks.remove();
      samples -= chunk.samples().length;
      taken.add(chunk);
    }
    return taken;
  }
}
