package dev.winnow.voiceaudit;

import dev.winnow.trust.Effort;
import java.util.Map;
import java.util.TreeMap;

/**
 * How hard an audit of a disguise tries.
 *
 * @param columns of the data set
 * @param effort how hard
 * @param seed of every random choice
 * @param threads that compute
 * @param playsSpeech whether the report lets one listen to people before and after
 */
public record VoiceAuditSettings(
    SpeechColumns columns, Effort effort, long seed, int threads, boolean playsSpeech) {

  /** So many people speak at most. */
  int speakers() {
    return switch (effort) {
      case QUICK -> 20;
      case STANDARD -> 100;
      case THOROUGH -> 1_000;
    };
  }

  /** So many recordings of each are used at most. */
  int recordings() {
    return switch (effort) {
      case QUICK -> 30;
      case STANDARD -> 60;
      case THOROUGH -> 100;
    };
  }

  /** So often everything is disguised anew, with another division of what attackers know. */
  int draws() {
    return switch (effort) {
      case QUICK -> 1;
      case STANDARD -> 3;
      case THOROUGH -> 8;
    };
  }

  /** So many recordings are shown to each recogniser of words, before and after. */
  int recognised() {
    return switch (effort) {
      case QUICK -> 100;
      case STANDARD -> 400;
      case THOROUGH -> 4_000;
    };
  }

  /** By name, for certificates and reports. */
  Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>(columns.inWords());
    words.put("seed", Long.toString(seed));
    words.put("threads", Integer.toString(threads));
    words.put("speakers", Integer.toString(speakers()));
    words.put("recordings", Integer.toString(recordings()));
    words.put("draws", Integer.toString(draws()));
    return words;
  }
}
