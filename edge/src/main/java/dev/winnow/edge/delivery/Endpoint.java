package dev.winnow.edge.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * One analyzer and how it has done lately. While it is in trouble, one request at a time tries it,
 * and none before a pause is over. Guarded by its {@link Endpoints}.
 */
final class Endpoint {
  private final Http http;
  private int failures;
  private long failedAt;
  private long freeAt;
  private long troubledSince;
  private boolean tried;
  private Optional<TemporaryFailureException> last = Optional.empty();

  /**
   * @param now in nanoseconds
   */
  Endpoint(Http http, long now) {
    this.http = http;
    this.freeAt = now;
    this.failedAt = now;
  }

  Http http() {
    return http;
  }

  /** Whether nobody knows before another request has come to an end. */
  boolean isBeingTried() {
    return failures > 0 && tried;
  }

  /** Nanoseconds until it may be asked; not above 0 if it may be now. */
  long pauseLeft(long now) {
    return freeAt - now;
  }

  void begin() {
    tried = true;
  }

  /** An attempt came to an end that says nothing about the analyzer. */
  void release(long begun) {
    if (!isOld(begun)) {
      tried = false;
    }
  }

  /**
   * Whether an attempt began before the last failure, and so says nothing about what came since.
   */
  private boolean isOld(long begun) {
    return failures > 0 && begun - failedAt < 0;
  }

  /** Why it was left alone last. */
  Optional<TemporaryFailureException> lastFailure() {
    return last;
  }

  /**
   * An attempt failed.
   *
   * @param begun when it began; of several that began before the first one failed, one counts
   * @return whether it was well before
   */
  boolean failed(
      TemporaryFailureException failure, long begun, long now, RetryPolicy retry, double drawn) {
    last = Optional.of(failure);
    if (isOld(begun)) {
      return false;
    }
    tried = false;
    failures++;
    failedAt = now;
    Duration pause = retry.pauseAfter(failures, drawn);
    Duration asked = failure.pause().map(RetryPolicy::bounded).orElse(Duration.ZERO);
    freeAt = now + Math.max(pause.toNanos(), asked.toNanos());
    if (failures == 1) {
      troubledSince = now;
    }
    return failures == 1;
  }

  /**
   * An attempt brought an answer. One that began before the last failure does not shorten the pause
   * that followed, for the server may have asked for it.
   *
   * @return how long it was in trouble, if it is no more
   */
  Optional<Duration> succeeded(long begun, long now) {
    if (isOld(begun)) {
      return Optional.empty();
    }
    tried = false;
    last = Optional.empty();
    boolean was = failures > 0;
    failures = 0;
    freeAt = now;
    return was ? Optional.of(Duration.ofNanos(now - troubledSince)) : Optional.empty();
  }
}
