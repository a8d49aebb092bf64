package dev.winnow.edge;

import java.time.Duration;
import java.util.List;

/** Adds answers up to a {@link Summary}, in the same memory for any number of them. */
final class Tally {
  private final Median decode = new Median();
  private final Median prepare = new Median();
  private final Median extract = new Median();
  private final Median roundTrip = new Median();
  private long answers;
  private long captureBytes;
  private long featureBytes;
  private long bytesUp;

  void add(Answer.Cost cost) {
    answers++;
    captureBytes += cost.captureBytes();
    featureBytes += cost.featureBytes();
    decode.add(cost.decode());
    prepare.add(cost.prepare());
    extract.add(cost.extract());
    roundTrip.add(cost.roundTrip());
  }

  /** Adds a request's bytes, which the answers' rounded shares need not add up to. */
  void addBytesUp(long bytes) {
    bytesUp += bytes;
  }

  long answers() {
    return answers;
  }

  Summary summary(List<Summary.Skipped> skipped, Duration elapsed) {
    return new Summary(
        answers,
        skipped,
        captureBytes,
        featureBytes,
        bytesUp,
        elapsed,
        new Summary.Medians(decode.value(), prepare.value(), extract.value(), roundTrip.value()));
  }
}
