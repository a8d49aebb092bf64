package dev.winnow.audio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The frames of the recordings that are being read window by window. Windows that overlap by whole
 * frames share them: at a tenth of a window from one to the next, nine of ten. Of each recording
 * the last few windows' frames are kept, as long as somebody holds the recording's bytes. Safe for
 * use by several threads.
 */
final class SharedFrames {
  /** By identity, as arrays are compared. */
  private final Map<byte[], Map<Integer, double[]>> recordings = new WeakHashMap<>();

  private final int most;

  /**
   * @param most frames of one recording that are kept
   */
  SharedFrames(int most) {
    this.most = most;
  }

  /**
   * Where the frames of a part of a recording are kept.
   *
   * @param bytes of the recording
   * @param first the number of the part's first sample within the recording
   */
  FrameStore of(byte[] bytes, int first) {
    Map<Integer, double[]> frames;
    synchronized (recordings) {
      frames = recordings.computeIfAbsent(bytes, recording -> new Latest());
    }
    return (start, make) -> {
      int place = first + start;
      double[] known;
      synchronized (frames) {
        known = frames.get(place);
      }
      if (known != null) {
        return known;
      }
      double[] made = make.get();
      synchronized (frames) {
        frames.put(place, made);
      }
      return made;
    };
  }

  /** Forgets what came first. */
  private final class Latest extends LinkedHashMap<Integer, double[]> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, double[]> eldest) {
      return size() > most;
    }
  }
}
