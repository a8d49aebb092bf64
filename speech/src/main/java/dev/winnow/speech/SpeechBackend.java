package dev.winnow.speech;

import dev.winnow.analyzer.Backend;
import dev.winnow.analyzer.BackendTerms;
import dev.winnow.analyzer.OverloadedException;
import dev.winnow.analyzer.WorkerPool;
import dev.winnow.analyzer.Workload;
import dev.winnow.wire.NamedTensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Decodes the recording of a request and has a recogniser say what was said, each in a thread. */
final class SpeechBackend implements Backend {
  private final String name;
  private final WorkerPool<SpeechRecogniser> recognisers;
  private final Duration limit;
  private final LongSupplier clock;
  private final Workload load;

  private SpeechBackend(
      String name,
      WorkerPool<SpeechRecogniser> recognisers,
      Duration limit,
      LongSupplier clock,
      Workload load) {
    this.name = name;
    this.recognisers = recognisers;
    this.limit = limit;
    this.clock = clock;
    this.load = load;
  }

  /**
   * Opens a recogniser for each thread.
   *
   * @param name of the model, for messages
   * @param load whose number of threads is the number of recognisers
   * @param limit from a request to its answer; whoever waits longer is turned away
   * @param clock in nanoseconds since any moment
   */
  static SpeechBackend open(
      String name,
      Workload load,
      Supplier<SpeechRecogniser> open,
      Duration limit,
      LongSupplier clock) {
    WorkerPool<SpeechRecogniser> pool = WorkerPool.open(name, load, open, SpeechRecogniser::close);
    return new SpeechBackend(name, pool, limit, clock, load);
  }

  @Override
  public BackendTerms terms() {
    return WordTensors.terms();
  }

  @Override
  public CompletableFuture<List<NamedTensor>> answer(List<NamedTensor> inputs, int rows) {
    ByteBuffer wav = inputs.get(0).bytes().elements().get(0);
    ReleasedSound.requireSize(wav);
    Deadline deadline = Deadline.in(limit, clock);
    return recognisers.run(recogniser -> answer(recogniser, wav, deadline));
  }

  @Override
  public void close() {
    recognisers.close();
  }

  private List<NamedTensor> answer(SpeechRecogniser recogniser, ByteBuffer wav, Deadline deadline) {
    requireTime(deadline);
    List<RecognisedWord> words = recogniser.recognise(ReleasedSound.decode(wav), deadline);
    // What it says after that is a part of what was said.
    requireTime(deadline);
    load.ran().ran(1);
    return WordTensors.of(words);
  }

  private void requireTime(Deadline deadline) {
    if (deadline.isPast()) {
      throw OverloadedException.late(name, limit, "send a shorter recording");
    }
  }
}
