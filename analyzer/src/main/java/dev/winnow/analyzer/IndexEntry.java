package dev.winnow.analyzer;

/**
 * A line of the repository's index, as Triton's repository API has it.
 *
 * @param name of the model
 * @param version of it; empty where the model has none that could be read
 * @param state {@code READY} if it is served, else {@code UNAVAILABLE}
 * @param reason why it is not served, or why not as it now lies in the repository; may be empty
 */
record IndexEntry(String name, String version, String state, String reason) {
  private static final String READY = "READY";

  static IndexEntry ready(String name, String version, String reason) {
    return new IndexEntry(name, version, READY, reason);
  }

  static IndexEntry unavailable(String name, String version, String reason) {
    return new IndexEntry(name, version, "UNAVAILABLE", reason);
  }

  boolean isReady() {
    return state.equals(READY);
  }
}
