package dev.winnow.voiceaudit;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.data.UnreadableCaptureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Recordings as attackers hear them: a row of numbers for each, in each representation.
 *
 * @param tables one for each representation, of the same samples
 * @param unreadable how many could not be read
 * @param withheld of how many nothing leaves
 */
record HeardSpeech(List<FeatureTable> tables, int unreadable, int withheld) {
  HeardSpeech {
    tables = List.copyOf(tables);
  }

  /** Rows of one sample, one for each representation; empty of what was not heard. */
  private record Heard(boolean readable, List<float[]> rows) {}

  /**
   * Listens to samples, several at a time. Never keeps more sound than is being listened to.
   *
   * @param listen from a sample to what is heard; empty if nothing leaves
   * @param rate of what is heard
   */
  static HeardSpeech of(
      List<Sample> samples,
      Function<Sample, Optional<double[]>> listen,
      int rate,
      List<SpeechRepresentation> representations,
      Progress progress) {
    AtomicLong done = new AtomicLong();
    List<Heard> heard =
        IntStream.range(0, samples.size())
            .parallel()
            .mapToObj(
                i -> {
                  Heard one = heard(samples.get(i), listen, rate, representations);
                  progress.at(done.incrementAndGet(), samples.size(), "listening");
                  return one;
                })
            .toList();
    int unreadable = (int) heard.stream().filter(one -> !one.readable).count();
    int nothing = (int) heard.stream().filter(one -> one.rows.isEmpty()).count();
    List<FeatureTable> tables = new ArrayList<>();
    for (int r = 0; r < representations.size(); r++) {
      tables.add(table(samples, heard, r, representations.get(r).width()));
    }
    return new HeardSpeech(tables, unreadable, nothing - unreadable);
  }

  /** Those that were heard. */
  List<Sample> samples() {
    return tables.get(0).samples();
  }

  private static Heard heard(
      Sample sample,
      Function<Sample, Optional<double[]>> listen,
      int rate,
      List<SpeechRepresentation> representations) {
    try {
      List<float[]> rows =
          listen
              .apply(sample)
              .map(samples -> representations.stream().map(r -> r.of(samples, rate)).toList())
              .orElse(List.of());
      return new Heard(true, rows);
    } catch (UnreadableCaptureException e) {
      return new Heard(false, List.of());
    }
  }

  private static FeatureTable table(
      List<Sample> samples, List<Heard> heard, int representation, int width) {
    List<Sample> kept = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      if (!heard.get(i).rows.isEmpty()) {
        kept.add(samples.get(i));
        rows.add(heard.get(i).rows.get(representation));
      }
    }
    Tensor values = Tensor.allocate(Shape.of(Math.max(1, rows.size()), width));
    for (int i = 0; i < rows.size(); i++) {
      values.rows(i, i + 1).buffer().put(rows.get(i));
    }
    return new FeatureTable(kept, values);
  }
}
