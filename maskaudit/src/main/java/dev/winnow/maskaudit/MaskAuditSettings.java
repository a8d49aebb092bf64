package dev.winnow.maskaudit;

import dev.winnow.trust.Effort;
import java.util.Map;
import java.util.TreeMap;

/**
 * How hard an audit of a mask tries.
 *
 * @param identity column of who is on an image; where a data set has none, nobody is named
 * @param effort how hard
 * @param seed of every random choice
 * @param threads that compute
 * @param showsFrames whether the report shows masked frames
 */
public record MaskAuditSettings(
    String identity, Effort effort, long seed, int threads, boolean showsFrames) {

  /** So many images are looked at for faces and tags. */
  int images() {
    return switch (effort) {
      case QUICK -> 200;
      case STANDARD -> 2_000;
      case THOROUGH -> 20_000;
    };
  }

  /** So many people are to be named. */
  int people() {
    return switch (effort) {
      case QUICK -> 20;
      case STANDARD -> 60;
      case THOROUGH -> 200;
    };
  }

  /** From so many images of others a decoder learns. */
  int learned() {
    return switch (effort) {
      case QUICK -> 200;
      case STANDARD -> 600;
      case THOROUGH -> 2_000;
    };
  }

  /** So often it sees them. */
  int epochs() {
    return switch (effort) {
      case QUICK -> 8;
      case STANDARD -> 20;
      case THOROUGH -> 40;
    };
  }

  /** By name, for certificates and reports. */
  Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>();
    words.put("sensitive", identity);
    words.put("seed", Long.toString(seed));
    words.put("threads", Integer.toString(threads));
    words.put("images", Integer.toString(images()));
    words.put("people", Integer.toString(people()));
    return words;
  }
}
