package dev.winnow.edge.source;

import java.time.Duration;

/**
 * What a device may send.
 *
 * @param bytes of a capture, at most
 * @param bytesUnderWay of all captures that are being received, at most, and again of those that
 *     are not dealt with
 * @param patience how long a capture may be on its way, and how long its sender is kept waiting for
 *     word
 */
record PushLimits(int bytes, long bytesUnderWay, Duration patience) {
  /** A photo of a phone, or ten minutes of speech, from a handful of devices over a slow radio. */
  static PushLimits withDefaults() {
    return new PushLimits(32 << 20, 64 << 20, Duration.ofSeconds(30));
  }
}
