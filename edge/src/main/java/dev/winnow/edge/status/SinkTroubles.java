package dev.winnow.edge.status;

import dev.winnow.edge.sink.SinkListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sinks that do not take answers. Used by several threads. */
final class SinkTroubles {
  private final Map<SinkListener, Trouble> failing = new LinkedHashMap<>();

  private record Trouble(Instant since, String sentence) {}

  /** What is to hear how one sink fares. */
  SinkListener listener(RecentErrors errors, InstantSource clock, Consumer<String> remarks) {
    return new SinkListener() {
      @Override
      public void failing(String sentence) {
        Instant now = clock.instant();
        errors.add(now, sentence);
        put(this, new Trouble(now, sentence));
        remarks.accept(sentence);
      }

      @Override
      public void recovered(String sentence) {
        remove(this);
        remarks.accept(sentence);
      }
    };
  }

  /** Those that have failed for a while. */
  synchronized List<String> reasons(Instant now) {
    return failing.values().stream()
        .filter(trouble -> !now.isBefore(trouble.since.plus(AnalyzerStates.PATIENCE)))
        .map(trouble -> "answers are not taken: " + trouble.sentence)
        .toList();
  }

  private synchronized void put(SinkListener sink, Trouble trouble) {
    failing.put(sink, trouble);
  }

  private synchronized void remove(SinkListener sink) {
    failing.remove(sink);
  }
}
