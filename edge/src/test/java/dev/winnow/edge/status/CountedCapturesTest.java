package dev.winnow.edge.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.data.Capture;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However captures are asked for, each is counted once. */
class CountedCapturesTest {
  /** Two captures. */
  private record Two(boolean isUnbounded, AtomicInteger given) implements CaptureStream {
    @Override
    public DataCard card() {
      return DataCard.ofImages("two");
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public Optional<Capture> next() {
      return given.getAndIncrement() < 2
          ? Optional.of(new Capture(CaptureId.ofFile("a"), Optional.empty(), () -> new byte[] {1}))
          : Optional.empty();
    }

    @Override
    public Optional<Capture> poll() {
      return next();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void poll_captures_areCountedOnceEach(boolean unbounded) {
    AtomicInteger count = new AtomicInteger();
    try (var captures =
        new CountedCaptures(new Two(unbounded, new AtomicInteger()), count::incrementAndGet)) {
      captures.poll();
      captures.next();
      captures.poll();
    }

    assertEquals(2, count.get());
  }
}
