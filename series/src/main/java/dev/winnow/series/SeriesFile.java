package dev.winnow.series;

import dev.winnow.core.SeriesSpec;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CsvTable;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.LabelledSpan;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.UnreadableCaptureException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A CSV file as a whole: how long it lasts, and which label holds in it when. */
record SeriesFile(CaptureId id, CsvTable table, Timeline timeline) {
  /**
   * Reads the times of all rows.
   *
   * @param others columns that hold something else than times, whatever they are called
   * @param recorded rows per second of a file without a column of times, if that is known
   * @throws UnreadableCaptureException if the bytes are no CSV file, or if time goes back in it
   */
  static SeriesFile parse(
      CaptureId id, byte[] bytes, Collection<String> others, Optional<Double> recorded) {
    try {
      CsvTable table = CsvTable.parse("it", bytes);
      Timeline timeline = Timeline.of(table, others, recorded);
      timeline.requireWhole(Double.MAX_VALUE);
      return new SeriesFile(id, table, timeline);
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(id.toString(), e.clause(), e);
    } catch (MalformedDataSetException e) {
      throw new UnreadableCaptureException(id.toString(), "it is no CSV file with a header", e);
    }
  }

  /** From the first row to a step behind the last one. */
  double seconds() {
    return timeline.last() + timeline.step();
  }

  /**
   * The stretches of one label, or of any if no column is wanted. A row's label holds until the
   * next row, and at most for the average time between two if that comes after a gap or not at all.
   *
   * @param rate of which {@link SeriesSpec#DEFAULT_GAP} values may be missing in a row
   * @throws UnreadableCaptureException if there is no such column
   */
  List<LabelledSpan> spans(Optional<String> wanted, Optional<Double> rate) {
    int column = wanted.map(table.header()::indexOf).orElse(0);
    if (column < 0) {
      throw new UnreadableCaptureException(
          id.toString(), "it lacks the column \"" + wanted.orElseThrow() + "\"");
    }
    double gap =
        rate.map(perSecond -> (SeriesSpec.DEFAULT_GAP + 1) / perSecond)
            .orElse(Double.POSITIVE_INFINITY);
    List<LabelledSpan> spans = new ArrayList<>();
    for (int row = 0; row < timeline.size(); row++) {
      String cell = table.rows().get(row).values().get(column);
      Optional<String> label = wanted.map(name -> cell).filter(text -> !NumberCell.isMissing(text));
      add(new LabelledSpan(label, timeline.at(row), end(row, gap)), spans);
    }
    return spans;
  }

  private double end(int row, double gap) {
    boolean isLast = row + 1 == timeline.size();
    return isLast || timeline.at(row + 1) - timeline.at(row) > gap
        ? timeline.at(row) + Math.min(timeline.step(), gap)
        : timeline.at(row + 1);
  }

  private static void add(LabelledSpan next, List<LabelledSpan> spans) {
    if (next.end() == next.start()) {
      return;
    }
    int last = spans.size() - 1;
    if (last >= 0
        && spans.get(last).end() == next.start()
        && spans.get(last).label().equals(next.label())) {
      spans.set(last, new LabelledSpan(next.label(), spans.get(last).start(), next.end()));
    } else {
      spans.add(next);
    }
  }
}
