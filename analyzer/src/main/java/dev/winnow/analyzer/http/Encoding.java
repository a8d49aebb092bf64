package dev.winnow.analyzer.http;

import java.util.Locale;
import java.util.Optional;

/** How a client packs what it sends. */
enum Encoding {
  GZIP,
  /** The format of zlib (RFC 1950), as HTTP and gRPC mean it. */
  DEFLATE;

  /** What clients are told of what is understood. */
  static final String ACCEPTED = "gzip,deflate";

  /** Whether that is the name of no packing at all. */
  static boolean isNone(String name) {
    return name.isBlank() || name.strip().equalsIgnoreCase("identity");
  }

  /** The encoding of that name; empty if it is not understood. */
  static Optional<Encoding> named(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      default -> Optional.empty();
    };
  }
}
