package dev.winnow.edge.sink;

/** Hears how a sink fares. */
public interface SinkListener {
  /**
   * The sink does not take an answer, and is asked again.
   *
   * @param sentence that says how, and what comes of it
   */
  void failing(String sentence);

  /**
   * The sink takes answers again.
   *
   * @param sentence that says after what time
   */
  void recovered(String sentence);
}
