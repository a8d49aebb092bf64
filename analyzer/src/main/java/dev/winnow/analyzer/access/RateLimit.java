package dev.winnow.analyzer.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each client may ask: so many times a second on average, and as many at once after a
 * silence.
 */
final class RateLimit {
  /** Clients to keep in mind; one that is forgotten may ask anew. */
  private static final int MOST_CLIENTS = 10_000;

  private static final double SECOND = 1e9;

  // Guarded by this; who asked last is last.
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  /** What a client has left, and when that was so. */
  private static final class Bucket {
    private double left;
    private long when;

    Bucket(double left, long when) {
      this.left = left;
      this.when = when;
    }
  }

  /**
   * Whether a client may ask now; if so, this is counted.
   *
   * @param now nanoseconds since any moment
   */
  synchronized boolean allows(String client, int perSecond, long now) {
    Bucket bucket = buckets.computeIfAbsent(client, unknown -> new Bucket(perSecond, now));
    bucket.left = Math.min(perSecond, bucket.left + (now - bucket.when) / SECOND * perSecond);
    bucket.when = now;
    if (bucket.left < 1) {
      return false;
    }
    bucket.left--;
    return true;
  }
}
