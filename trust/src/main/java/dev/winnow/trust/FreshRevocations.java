package dev.winnow.trust;

import java.time.Duration;
import java.time.Instant;

/**
 * A list of revocations by somebody who is trusted, which counts as long as it is fresh: whoever
 * keeps newer lists from a user stops that user's node instead of keeping the revocation.
 *
 * @param atMost how old the list may be
 */
record FreshRevocations(Revocations list, Duration atMost) {

  /**
   * @throws UntrustedException for {@link Refusal.FutureRevocations} or {@link
   *     Refusal.OutdatedRevocations}
   */
  void requireFresh(Instant now) {
    if (now.isBefore(list.issued())) {
      throw new UntrustedException(new Refusal.FutureRevocations(list.issued(), now));
    }
    if (Duration.between(list.issued(), now).compareTo(atMost) > 0) {
      throw new UntrustedException(
          new Refusal.OutdatedRevocations(list.issued(), now, atMost.toDays()));
    }
  }
}
