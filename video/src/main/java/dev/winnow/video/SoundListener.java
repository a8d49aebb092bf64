package dev.winnow.video;

import java.util.List;
import java.util.function.Consumer;

/** Who is told of the sound beside the frames, in the thread that reads them. */
interface SoundListener {
  /** Nobody: the sound is not even read. */
  SoundListener NOBODY = of(List.of());

  /** Whether anybody wants it. */
  boolean wants();

  /** There is sound, known with the first frame. */
  void found();

  /** A moment of it. */
  void heard(SoundChunk chunk);

  /** The ways to outputs. */
  static SoundListener of(List<SoundTrack> tracks) {
    return of(tracks, chunk -> tracks.forEach(track -> track.put(chunk)));
  }

  /**
   * The ways to outputs, if the times are to be changed on the way.
   *
   * @param tracks told that there is sound
   * @param chunks takes each moment of it
   */
  static SoundListener of(List<SoundTrack> tracks, Consumer<SoundChunk> chunks) {
    List<SoundTrack> all = List.copyOf(tracks);
    return new SoundListener() {
      @Override
      public boolean wants() {
        return !all.isEmpty();
      }

      @Override
      public void found() {
        all.forEach(SoundTrack::found);
      }

      @Override
      public void heard(SoundChunk chunk) {
        chunks.accept(chunk);
      }
    };
  }
}
