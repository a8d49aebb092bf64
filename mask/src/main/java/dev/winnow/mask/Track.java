package dev.winnow.mask;

import dev.winnow.detection.Box;
import java.time.Duration;

/** Something that was seen, and where it is as long as it is missed. */
final class Track {
  private final BoxKalmanFilter filter;
  private final Sighting.Moment first;
  private Sighting.Moment last;
  private Duration now;

  Track(Box box, Duration time) {
    this.filter = new BoxKalmanFilter(box);
    this.first = new Sighting.Moment(box, time);
    this.last = first;
    this.now = time;
  }

  void advance(Duration time) {
    filter.predict(time.minus(now));
    now = time;
  }

  /** It was seen here, now. */
  Sighting see(Box box) {
    filter.update(box);
    Sighting.Moment before = last;
    last = new Sighting.Moment(box, now);
    return new Sighting(last, before, first);
  }

  /** The sighting that began it. */
  Sighting begin() {
    return new Sighting(first, first, first);
  }

  /** Where it is now. */
  Box box() {
    return filter.box();
  }

  /** Where it was when it was last seen. */
  Box lastSeen() {
    return last.box();
  }

  /** For how long it has been missed. */
  Duration missed() {
    return now.minus(last.time());
  }
}
