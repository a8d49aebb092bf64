package dev.winnow.data;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.core.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Captures of a stream, decoded and prepared by several threads while the caller works on the batch
 * before, in the order of the stream. Holds at most three batches in memory.
 *
 * <p>A capture that cannot be read is left out of its batch, which is that much smaller, and kept
 * in {@link #broken}. When more of a stream that ends are broken than the {@link BrokenLimit}
 * allows the run has failed: {@link #hasNext} says so after the last batch, or before if no end of
 * the stream could mend it.
 *
 * <p>Of an unbounded stream a batch holds what has come, if that is less than its size, and may be
 * empty where nothing of it could be read or wanted reading.
 *
 * <p>For one consuming thread. The consumer closes; that stops and awaits the decoding threads, and
 * closes the stream.
 */
public final class BatchLoader implements Iterator<BatchLoader.Batch>, AutoCloseable {
  private static final int BATCHES_IN_MEMORY = 3;

  /** So many broken captures are named; more are counted. */
  private static final int MOST_NAMED = 10_000;

  /**
   * Prepared captures.
   *
   * @param inputs one row per capture, each of the shape of a prepared sample; belongs to the
   *     {@link BatchLoader}, which overwrites it on the next call of {@link #next}
   * @param captures one per row
   * @param mark of the stream behind them
   */
  public record Batch(Tensor inputs, List<Loaded> captures, long mark) {
    public Batch {
      captures = List.copyOf(captures);
    }

    /**
     * The samples, one per row.
     *
     * @throws NoSuchElementException if a capture is of no data set
     */
    public List<Sample> samples() {
      return captures.stream().map(loaded -> loaded.sample().orElseThrow()).toList();
    }
  }

  /** What became of a capture. */
  private sealed interface Outcome permits Loaded, Broken {}

  /**
   * A capture that was decoded and prepared.
   *
   * @param id which one
   * @param sample the row of the data set, if it comes from one
   * @param bytes of the capture as it was recorded; of a window its share of the recording
   * @param reading time it took to get these bytes
   * @param preparing time it took to decode and prepare them
   */
  public record Loaded(
      CaptureId id, Optional<Sample> sample, int bytes, Duration reading, Duration preparing)
      implements Outcome {}

  /**
   * A capture that cannot be read.
   *
   * @param id which one
   * @param reason such as {@code it is cut short}
   */
  public record Broken(CaptureId id, String reason) implements Outcome {}

  private record Slot(Tensor tensor, List<Future<Outcome>> outcomes, long mark) {}

  private final CaptureStream stream;
  private final InputPreprocessor preprocessor;
  private final BrokenLimit limit;
  private final ExecutorService workers;
  private final Deque<Slot> ahead = new ArrayDeque<>();
  private final Deque<Batch> ready = new ArrayDeque<>(1);
  private final Deque<Tensor> lent = new ArrayDeque<>(1);
  private final Deque<Tensor> spare = new ArrayDeque<>(BATCHES_IN_MEMORY);
  private final List<Broken> broken = new ArrayList<>();
  private long brokenCount;
  private long taken;
  private long marked;

  private BatchLoader(
      CaptureStream stream,
      InputPreprocessor preprocessor,
      BrokenLimit limit,
      ExecutorService workers) {
    this.stream = stream;
    this.limit = limit;
    this.preprocessor = preprocessor;
    this.workers = workers;
  }

  /**
   * Starts decoding samples of a data set, of which 1 % may be broken.
   *
   * @param set where the samples' files are found
   * @param samples in the order wanted, as often as wanted
   * @param preprocessor of every capture
   * @param size of a batch, at least 1
   * @param threads that decode, at least 1
   * @throws UnsuitableModalityException if the data set holds something else
   */
  public static BatchLoader of(
      DataSet set, List<Sample> samples, InputPreprocessor preprocessor, int size, int threads) {
    return of(CaptureStream.of(set, samples), preprocessor, size, threads);
  }

  /** As with {@link BrokenLimit#ONE_PERCENT}. */
  public static BatchLoader of(
      CaptureStream stream, InputPreprocessor preprocessor, int size, int threads) {
    return of(stream, preprocessor, BrokenLimit.ONE_PERCENT, size, threads);
  }

  /**
   * Starts decoding a stream, and waits for the captures of the first batches.
   *
   * @param stream closed by the loader, whatever becomes of it
   * @param preprocessor of every capture
   * @param limit of broken captures
   * @param size of a batch, at least 1
   * @param threads that decode, at least 1
   * @throws UnsuitableModalityException if the stream is of something else
   */
  public static BatchLoader of(
      CaptureStream stream,
      InputPreprocessor preprocessor,
      BrokenLimit limit,
      int size,
      int threads) {
    InputSpec.Kind needed = preprocessor.spec().modality();
    DataCard card = stream.card();
    if (card.modality() != needed) {
      stream.close();
      throw UnsuitableModalityException.of(
          "the network takes", needed, card.name(), card.modality());
    }
    if (size < 1) {
      stream.close();
      throw new IllegalArgumentException("a batch of " + size + " captures");
    }
    BatchLoader batches = new BatchLoader(stream, preprocessor, limit, workers(threads));
    try {
      batches.start(size);
    } catch (RuntimeException e) {
      batches.close();
      throw e;
    }
    return batches;
  }

  private void start(int size) {
    long known = stream.size().orElse(Long.MAX_VALUE);
    Shape batch = preprocessor.spec().shape().batch((int) Math.min(size, known));
    for (int i = 0; i < BATCHES_IN_MEMORY && i * (long) size < known; i++) {
      fill(Tensor.allocate(batch));
    }
  }

  /**
   * Whether there is another batch; waits until it is known.
   *
   * @throws TooManyBrokenException if more captures are broken than the limit allows
   */
  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (!ahead.isEmpty() || hasCome())) {
      Slot slot = ahead.remove();
      Batch batch = finished(slot);
      if (limit.isHopeless(brokenCount, stream.size().orElse(Long.MAX_VALUE))) {
        throw limit.failure(broken, brokenCount, stream.size().orElse(taken));
      }
      if (batch.captures.isEmpty() && !stream.isUnbounded()) {
        fill(slot.tensor);
      } else {
        ready.add(batch);
        lent.add(slot.tensor);
      }
    }
    if (ready.isEmpty()) {
      requireMostlyWhole(stream.size().orElse(taken));
    }
    return !ready.isEmpty();
  }

  /**
   * The next batch; whatever the one before was in is overwritten from now on.
   *
   * @throws NoSuchElementException if there is none
   * @throws TooManyBrokenException if more captures are broken than the limit allows
   */
  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no batch is left of " + taken + " captures");
    }
    if (lent.size() > 1) {
      fill(lent.remove());
    }
    fillSpare();
    return ready.remove();
  }

  /** Whether nothing more is there at present, so that {@link #hasNext} may wait for long. */
  public boolean isIdle() {
    fillSpare();
    return ahead.isEmpty() && ready.isEmpty();
  }

  /** Tells the stream that a batch is dealt with, and all before it. */
  public void settled(Batch batch) {
    stream.settled(batch.mark);
  }

  /** The captures found broken so far, a copy; the first 10,000 of them. */
  public List<Broken> broken() {
    return List.copyOf(broken);
  }

  /** How many captures were found broken so far. */
  public long brokenCount() {
    return brokenCount;
  }

  /** Stops decoding; nothing is being decoded any more when this returns. */
  @Override
  public void close() {
    workers.shutdownNow();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    stream.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireMostlyWhole(long all) {
    if (limit.isPassed(brokenCount, all)) {
      throw limit.failure(broken, brokenCount, all);
    }
  }

  /** Waits for captures of an unbounded stream, and starts to decode them. */
  private boolean hasCome() {
    while (stream.isUnbounded() && stream.awaitNext()) {
      if (fill(spare.remove())) {
        return true;
      }
    }
    return false;
  }

  private void fillSpare() {
    while (stream.isUnbounded() && !spare.isEmpty() && fill(spare.remove())) {
      // As long as something is there.
    }
  }

  /** Starts the decoding of the next captures into a tensor, if any are there. */
  private boolean fill(Tensor tensor) {
    int rows = tensor.shape().dim(0);
    List<Future<Outcome>> outcomes = new ArrayList<>(rows);
    while (outcomes.size() < rows) {
      Optional<Capture> capture = stream.poll();
      if (capture.isEmpty()) {
        break;
      }
      int row = outcomes.size();
      Tensor into = tensor.rows(row, row + 1);
      outcomes.add(workers.submit(() -> load(capture.get(), into)));
      taken++;
    }
    long mark = stream.mark();
    boolean isNews = !outcomes.isEmpty() || mark > marked;
    if (isNews) {
      ahead.add(new Slot(tensor, outcomes, mark));
      marked = mark;
    } else {
      spare.add(tensor);
    }
    return isNews;
  }

  private Outcome load(Capture capture, Tensor into) {
    try {
      long start = System.nanoTime();
      byte[] bytes = capture.content().bytes();
      long read = System.nanoTime();
      preprocessor.read(capture.id(), bytes, into);
      long prepared = System.nanoTime();
      return new Loaded(
          capture.id(),
          capture.sample(),
          capture.content().size(bytes),
          Duration.ofNanos(read - start),
          Duration.ofNanos(prepared - read));
    } catch (UnreadableCaptureException e) {
      return new Broken(capture.id(), e.reason());
    }
  }

  /** Waits for a slot's captures and moves them together over the broken ones. */
  private Batch finished(Slot slot) {
    List<Loaded> loaded = new ArrayList<>(slot.outcomes.size());
    for (int row = 0; row < slot.outcomes.size(); row++) {
      Outcome outcome = await(slot.outcomes.get(row));
      if (outcome instanceof Broken lost) {
        brokenCount++;
        if (broken.size() < MOST_NAMED) {
          broken.add(lost);
        }
      } else if (outcome instanceof Loaded capture) {
        int to = loaded.size();
        if (to < row) {
          Tensor from = slot.tensor.rows(row, row + 1);
          slot.tensor.rows(to, to + 1).bytes().put(from.bytes());
        }
        loaded.add(capture);
      }
    }
    return new Batch(slot.tensor.rows(0, loaded.size()), loaded, slot.mark);
  }

  private static Outcome await(Future<Outcome> outcome) {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a capture", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("decoding failed in an unforeseen way", e.getCause());
    }
  }

  private static ExecutorService workers(int threads) {
    return Executors.newFixedThreadPool(threads, new DaemonThreads("winnow-decoder"));
  }
}
