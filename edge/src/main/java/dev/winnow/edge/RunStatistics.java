package dev.winnow.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Adds answers up to a {@link Summary}, in the same memory for any number of them. */
final class RunStatistics {
  /** So many captures without an answer are named; more are counted. */
  static final int MOST_NAMED = 10_000;

  private final MedianSketch read = new MedianSketch();
  private final MedianSketch prepare = new MedianSketch();
  private final MedianSketch extract = new MedianSketch();
  private final MedianSketch roundTrip = new MedianSketch();
  private final List<Summary.Skipped> skipped = new ArrayList<>();
  private long skippedCount;
  private long answers;
  private long captureBytes;
  private long featureBytes;
  private long bytesUp;

  void add(Prediction.Cost cost) {
    answers++;
    captureBytes += cost.traffic().captureBytes();
    featureBytes += cost.traffic().featureBytes();
    read.add(cost.times().read());
    prepare.add(cost.times().prepare());
    extract.add(cost.times().extract());
    roundTrip.add(cost.times().roundTrip());
  }

  /** Adds an answer whose cost an earlier run has counted. */
  void addEarlier() {
    answers++;
  }

  /** Adds a request's bytes, which the answers' rounded shares need not add up to. */
  void addBytesUp(long bytes) {
    bytesUp += bytes;
  }

  /** Adds a capture that was asked about and has no answer that means anything. */
  void skip(Summary.Skipped capture) {
    skippedCount++;
    if (skipped.size() < MOST_NAMED) {
      skipped.add(capture);
    }
  }

  /** Captures that were dealt with. */
  long done() {
    return answers + skippedCount;
  }

  /**
   * @param unread captures that could not be read
   */
  Summary summary(Summary.Skips unread, Duration elapsed) {
    Summary.Skips all =
        new Summary.Skips(
            unread.count() + skippedCount,
            Stream.concat(unread.first().stream(), skipped.stream()).limit(MOST_NAMED).toList(),
            unread.tooMany());
    return new Summary(
        answers,
        all,
        new Traffic(captureBytes, featureBytes, bytesUp),
        elapsed,
        new StageTimes(read.value(), prepare.value(), extract.value(), roundTrip.value()));
  }
}
