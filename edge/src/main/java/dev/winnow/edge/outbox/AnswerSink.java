package dev.winnow.edge.outbox;

import java.util.List;
import java.util.Optional;

/** Where answers go, a line each. Whoever opens one closes it. */
public interface AnswerSink extends AutoCloseable {
  /**
   * Writes answers; they are where they go when this returns.
   *
   * @return how long the file is then, if it is one
   * @throws dev.winnow.core.WinnowException if not all of them could be written
   */
  Optional<SinkLength> write(List<Outbox.Waiting> answers);

  @Override
  default void close() {}
}
