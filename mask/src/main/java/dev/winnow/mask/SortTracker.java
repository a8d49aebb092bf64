package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Follows boxes from frame to frame (SORT: Bewley et al. 2016), sure detections first and then
 * unsure ones, which continue a track and never begin one (ByteTrack: Zhang et al. 2022). Unlike
 * those, a track counts from its first detection on, and is kept for a while without any.
 *
 * <p>For one thread.
 */
final class SortTracker {
  /** Less than this in common is no match. */
  private static final double LEAST_OVERLAP = 0.1;

  /** With this much in common, two tracks are of one thing. */
  private static final double SAME = 0.3;

  private final double sure;
  private final Duration linger;
  private final List<Track> tracks = new ArrayList<>();

  /** A track and a detection that may be one. */
  private record Pair(Track track, DetectedObject seen, double overlap) {}

  /**
   * @param sure score from which a detection begins a track
   * @param linger for how long a track is kept that is not seen
   */
  SortTracker(double sure, Duration linger) {
    this.sure = sure;
    this.linger = linger;
  }

  /** Moves all tracks on to a later time, and lets go of those that were missed for too long. */
  void advance(Duration time) {
    tracks.forEach(track -> track.advance(time));
    tracks.removeIf(track -> track.missed().compareTo(linger) > 0);
  }

  /**
   * Takes what a detector found at the time advanced to.
   *
   * @return what was seen
   */
  List<Sighting> see(List<DetectedObject> found, Duration time) {
    List<Sighting> sightings = new ArrayList<>();
    List<Track> free = new ArrayList<>(tracks);
    List<DetectedObject> rest = new ArrayList<>(found.stream().filter(this::isSure).toList());
    match(free, rest, sightings);
    List<DetectedObject> unsure =
        new ArrayList<>(found.stream().filter(object -> !isSure(object)).toList());
    match(free, unsure, sightings);
    for (DetectedObject begun : rest) {
      Track track = new Track(begun.box(), time);
      tracks.add(track);
      sightings.add(track.begin());
    }
    tracks.removeIf(this::isSeenAsAnother);
    return sightings;
  }

  /** All that is followed, also what is missed. */
  List<Track> tracks() {
    return List.copyOf(tracks);
  }

  /** What is missed where another is seen was the same, found twice. */
  private boolean isSeenAsAnother(Track track) {
    return !track.missed().isZero()
        && tracks.stream()
            .filter(other -> other.missed().isZero())
            .anyMatch(other -> overlap(track.lastSeen(), other.box()) >= SAME);
  }

  private boolean isSure(DetectedObject object) {
    return object.score() >= sure;
  }

  /** The best pairs first; who has found another is no longer free. */
  private static void match(
      List<Track> free, List<DetectedObject> found, List<Sighting> sightings) {
    List<Pair> pairs = new ArrayList<>();
    for (Track track : free) {
      for (DetectedObject seen : found) {
        double overlap = overlap(track.box(), seen.box());
        if (overlap >= LEAST_OVERLAP) {
          pairs.add(new Pair(track, seen, overlap));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
    for (Pair pair : pairs) {
      if (free.contains(pair.track) && found.contains(pair.seen)) {
        free.remove(pair.track);
        found.remove(pair.seen);
        sightings.add(pair.track.see(pair.seen.box()));
      }
    }
  }

  /** Small boxes that move fast have nothing in common with themselves, so both are enlarged. */
  private static double overlap(Box track, Box seen) {
    return track.grown(0.25).intersectionOverUnion(seen.grown(0.25));
  }
}
