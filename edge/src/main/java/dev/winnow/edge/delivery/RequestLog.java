package dev.winnow.edge.delivery;

import java.util.List;

/**
 * Is told of every request before its first byte leaves, and afterwards what became of it; called
 * by several threads.
 */
public interface RequestLog {
  /** Keeps nothing. */
  RequestLog NONE =
      new RequestLog() {
        @Override
        public long begin(AnalyzerUri address, long bytes, List<Long> features) {
          return 0;
        }

        @Override
        public void end(long request, Outcome outcome) {
          // Nothing was kept.
        }
      };

  /** What became of a request. */
  enum Outcome {
    /** The server answered what was asked. */
    ANSWERED,
    /** The server answered with an error. */
    REFUSED,
    /** It was sent, wholly or in part, and no answer came. */
    LOST,
    /** No connection was made, and nothing left. */
    UNSENT
  }

  /**
   * A request is about to be sent.
   *
   * @param bytes of head and body
   * @param features numbers of the stored features that it holds; none if nothing was stored, or
   *     the request only asks what the server is
   * @return the request's number, for {@link #end}
   * @throws dev.winnow.core.WinnowException if it cannot be kept; then nothing is sent
   */
  long begin(AnalyzerUri address, long bytes, List<Long> features);

  /** It is known what became of a request. */
  void end(long request, Outcome outcome);
}
