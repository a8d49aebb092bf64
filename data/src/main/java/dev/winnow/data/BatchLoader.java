package dev.winnow.data;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Images of a data set, decoded and prepared by several threads while the caller works on the batch
 * before, in the order asked for. Holds at most three batches in memory.
 *
 * <p>An image that cannot be read is left out of its batch, which is that much smaller, and kept in
 * {@link #broken}. When more than 1 % of all images asked for are broken the run has failed: {@link
 * #hasNext} says so after the last batch, or at once when there are a hundred of them.
 *
 * <p>For one consuming thread. The consumer closes; that stops and awaits the decoding threads.
 */
public final class BatchLoader implements Iterator<BatchLoader.Batch>, AutoCloseable {
  private static final int BATCHES_IN_MEMORY = 3;
  private static final int HOPELESS = 100;

  /**
   * Prepared images.
   *
   * @param inputs images × channels × height × width; belongs to the {@link BatchLoader}, which
   *     overwrite it on the next call of {@link #next}
   * @param images one per row
   */
  public record Batch(Tensor inputs, List<Loaded> images) {
    public Batch {
      images = List.copyOf(images);
    }

    /** The samples, one per row. */
    public List<Sample> samples() {
      return images.stream().map(Loaded::sample).toList();
    }
  }

  /** What became of a sample. */
  private sealed interface Outcome permits Loaded, Broken {}

  /**
   * An image that was decoded and prepared.
   *
   * @param sample it belongs to
   * @param fileBytes size of its file
   * @param decoding time it took to read and decode the file
   * @param preparing time it took to prepare the decoded image
   */
  public record Loaded(Sample sample, int fileBytes, Duration decoding, Duration preparing)
      implements Outcome {}

  /**
   * An image that cannot be read.
   *
   * @param sample it belongs to
   * @param reason such as {@code it is cut short}
   */
  public record Broken(Sample sample, String reason) implements Outcome {}

  private record Slot(Tensor tensor, List<Future<Outcome>> outcomes) {}

  private final DataSet set;
  private final List<Sample> samples;
  private final ImagePreprocessor preprocessor;
  private final int size;
  private final ExecutorService workers;
  private final Deque<Slot> ahead = new ArrayDeque<>();
  private final Deque<Batch> ready = new ArrayDeque<>(1);
  private final Deque<Tensor> lent = new ArrayDeque<>(1);
  private final List<Broken> broken = new ArrayList<>();
  private int submitted;

  private BatchLoader(
      DataSet set,
      List<Sample> samples,
      ImagePreprocessor preprocessor,
      int size,
      ExecutorService workers) {
    this.set = set;
    this.samples = List.copyOf(samples);
    this.preprocessor = preprocessor;
    this.size = size;
    this.workers = workers;
  }

  /**
   * Starts decoding.
   *
   * @param set where the samples' files are found
   * @param samples in the order wanted, as often as wanted
   * @param preprocessor of every image
   * @param size of a batch, at least 1
   * @param threads that decode, at least 1
   * @throws NotImagesException if the data set holds something else
   */
  public static BatchLoader of(
      DataSet set, List<Sample> samples, ImagePreprocessor preprocessor, int size, int threads) {
    if (set.card().kind() != DataCard.Kind.IMAGE) {
      throw new NotImagesException(set);
    }
    if (size < 1) {
      throw new IllegalArgumentException("a batch of " + size + " samples");
    }
    Shape batch = preprocessor.preprocessing().shape().batch(Math.min(size, samples.size()));
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < BATCHES_IN_MEMORY && i * (long) size < samples.size(); i++) {
      tensors.add(Tensor.allocate(batch));
    }
    BatchLoader batches = new BatchLoader(set, samples, preprocessor, size, workers(threads));
    tensors.forEach(batches::fill);
    return batches;
  }

  /**
   * Whether there is another batch; waits until it is known.
   *
   * @throws TooManyBrokenException if more than 1 % of the images are broken
   */
  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ahead.isEmpty()) {
      Slot slot = ahead.remove();
      Batch batch = finished(slot);
      requireMostlyWhole(HOPELESS);
      if (batch.images.isEmpty()) {
        fill(slot.tensor);
      } else {
        ready.add(batch);
        lent.add(slot.tensor);
      }
    }
    if (ready.isEmpty()) {
      requireMostlyWhole(1);
    }
    return !ready.isEmpty();
  }

  /**
   * The next batch; whatever the one before was in is overwritten from now on.
   *
   * @throws NoSuchElementException if there is none
   * @throws TooManyBrokenException if more than 1 % of the images are broken
   */
  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no batch is left of " + samples.size() + " samples");
    }
    if (lent.size() > 1) {
      fill(lent.remove());
    }
    return ready.remove();
  }

  /** The images found broken so far, a copy. */
  public List<Broken> broken() {
    return List.copyOf(broken);
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
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireMostlyWhole(int least) {
    if (broken.size() >= least && broken.size() > samples.size() / 100) {
      throw new TooManyBrokenException(broken, samples.size());
    }
  }

  /** Starts the decoding of the next samples into a tensor, if any are left. */
  private void fill(Tensor tensor) {
    int count = Math.min(size, samples.size() - submitted);
    if (count == 0) {
      return;
    }
    List<Future<Outcome>> outcomes = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      Sample sample = samples.get(submitted++);
      Tensor into = tensor.rows(row, row + 1);
      outcomes.add(workers.submit(() -> load(sample, into)));
    }
    ahead.add(new Slot(tensor, outcomes));
  }

  private Outcome load(Sample sample, Tensor into) {
    try {
      long start = System.nanoTime();
      byte[] bytes = ImageDecoder.bytes(set.file(sample));
      Image image = ImageDecoder.decode(sample.path(), bytes);
      long decoded = System.nanoTime();
      preprocessor.prepare(image, into);
      long prepared = System.nanoTime();
      return new Loaded(
          sample,
          bytes.length,
          Duration.ofNanos(decoded - start),
          Duration.ofNanos(prepared - decoded));
    } catch (UnreadableImageException e) {
      return new Broken(sample, e.reason());
    }
  }

  /** Waits for a slot's images and moves them together over the broken ones. */
  private Batch finished(Slot slot) {
    List<Loaded> loaded = new ArrayList<>(slot.outcomes.size());
    for (int row = 0; row < slot.outcomes.size(); row++) {
      Outcome outcome = await(slot.outcomes.get(row));
      if (outcome instanceof Broken lost) {
        broken.add(lost);
      } else if (outcome instanceof Loaded image) {
        int to = loaded.size();
        if (to < row) {
          Tensor from = slot.tensor.rows(row, row + 1);
          slot.tensor.rows(to, to + 1).bytes().put(from.bytes());
        }
        loaded.add(image);
      }
    }
    return new Batch(slot.tensor.rows(0, loaded.size()), loaded);
  }

  private static Outcome await(Future<Outcome> outcome) {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an image", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("decoding failed in an unforeseen way", e.getCause());
    }
  }

  private static ExecutorService workers(int threads) {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "winnow-decoder");
          thread.setDaemon(true);
          return thread;
        });
  }
}
