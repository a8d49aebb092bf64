package dev.winnow.edge.status;

import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.Outbox;
import dev.winnow.edge.outbox.SinkLength;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A sink whose answers are counted.
 *
 * @param answers takes how many more there are
 * @param empty takes how many more captures there are of which no number came
 */
record CountedSink(AnswerSink sink, LongConsumer answers, LongConsumer empty)
    implements AnswerSink {
  @Override
  public Optional<SinkLength> write(List<Outbox.Waiting> waiting) {
    Optional<SinkLength> length = sink.write(waiting);
    long lines = waiting.stream().filter(answer -> !answer.line().isEmpty()).count();
    answers.accept(lines);
    empty.accept(waiting.size() - lines);
    return length;
  }

  @Override
  public void close() {
    sink.close();
  }
}
