package dev.winnow.edge;

import dev.winnow.data.BatchLoader;
import dev.winnow.data.CaptureId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The features of some captures in a row, which leave in an order that has nothing to do with that
 * of the captures: neighbours in a source mostly show one person, and a cloud that sees them side
 * by side could pool what it learns of them.
 */
final class ShuffleWindow {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Extractor extractor;
  private final Extractor.Features room;
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * @param capacity captures, at most
   */
  ShuffleWindow(Extractor extractor, int capacity) {
    this.extractor = extractor;
    this.room = extractor.room(capacity);
  }

  /**
   * A capture whose answer has not come; the capture itself is gone.
   *
   * @param capture what is left of it
   * @param skippedBefore captures before it that could not be read
   * @param extract its share of the time that its batch took
   * @param isUnsound whether its feature was no number
   */
  record Waiting(
      BatchLoader.Loaded capture, long skippedBefore, Duration extract, boolean isUnsound) {}

  /** Whether so many captures more find no room. */
  boolean lacksRoomFor(int captures) {
    return waiting.size() + captures > room.rows();
  }

  /** Extracts the features of a batch, for which there must be room. */
  void add(BatchLoader.Batch batch, long skippedBefore) {
    int rows = batch.captures().size();
    int from = waiting.size();
    long start = System.nanoTime();
    List<CaptureId> ids = batch.captures().stream().map(BatchLoader.Loaded::id).toList();
    extractor.extract(batch.inputs(), ids, room, from);
    Duration extract = Duration.ofNanos((System.nanoTime() - start) / rows);
    for (int row = 0; row < rows; row++) {
      BatchLoader.Loaded capture = batch.captures().get(row);
      waiting.add(new Waiting(capture, skippedBefore, extract, room.isUnsound(from + row)));
    }
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The captures that wait, in the order of the source. */
  List<Waiting> waiting() {
    return List.copyOf(waiting);
  }

  /** Drops all but the first captures: what was extracted of the others is never sent. */
  void keepFirst(int captures) {
    waiting.subList(captures, waiting.size()).clear();
  }

  /** All places in the window, dealt out at random to requests of so many rows. */
  List<List<Integer>> shuffled(int rows) {
    return shuffled(waiting.size(), rows);
  }

  /** So many places, dealt out at random to requests of so many rows. */
  static List<List<Integer>> shuffled(int places, int rows) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, places).boxed().toList());
    Collections.shuffle(order, RANDOM);
    List<List<Integer>> requests = new ArrayList<>();
    for (int from = 0; from < order.size(); from += rows) {
      requests.add(List.copyOf(order.subList(from, Math.min(order.size(), from + rows))));
    }
    return requests;
  }

  /** Copies of the features at some places. */
  Extractor.Features features(List<Integer> places) {
    return room.gathered(places.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Forgets everything, so that the room serves again. */
  void clear() {
    waiting.clear();
  }
}
