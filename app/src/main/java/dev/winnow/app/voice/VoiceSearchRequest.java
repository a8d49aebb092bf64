package dev.winnow.app.voice;

import dev.winnow.voiceaudit.SpeechColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * On what {@code --method auto} searches a disguise.
 *
 * @param data folder of a data set of recordings
 * @param primary column of what is said
 * @param sensitive column of who speaks
 * @param most points of word accuracy that may be lost
 * @param seed of every random choice, and of who is held out
 * @param threads that compute
 */
public record VoiceSearchRequest(
    Optional<Path> data,
    Optional<String> primary,
    String sensitive,
    double most,
    long seed,
    int threads) {
  SpeechColumns columns() {
    return new SpeechColumns(sensitive, primary, Optional.empty(), List.of());
  }

  /**
   * The data set's folder.
   *
   * @throws IllegalArgumentException if none is named, or nobody says what is said
   */
  Path required() {
    if (data.isEmpty() || primary.isEmpty()) {
      throw new IllegalArgumentException(
          "--method auto needs --data, recordings, and --primary, the column of what is said");
    }
    return data.get();
  }
}
