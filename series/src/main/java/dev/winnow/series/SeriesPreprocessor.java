package dev.winnow.series;

import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CsvTable;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.UnreadableCaptureException;
import java.nio.FloatBuffer;

/**
 * Turns readings of sensors into the input of a network as its {@link SeriesSpec} asks.
 *
 * <p>Reads CSV files with a header: a column of times ({@link TimeColumn}), which a file of one row
 * or of a known rate need not have, and a column for each channel, found by name; others do not
 * count. The capture's window, or else the whole file, is read off at the network's rate. Of a
 * window longer than the network's input the middle counts, and one that the file ends in goes on
 * with its last value.
 *
 * <p>Where the readings come clearly more often than the network takes values ({@value #CLEARLY}
 * times as often), they pass the low-pass of a {@link DecimationFilter} first, also with readings
 * before and after the window; else values lie on straight lines between neighbouring readings.
 * Empty cells and NaN are readings that are missing. So many values may be missing in a row as the
 * spec says; no window crosses a longer gap, and no filter reaches over it.
 */
public final class SeriesPreprocessor implements InputPreprocessor {
  private static final double CLEARLY = 1.2;

  /** Times computed from decimals miss one another by less than this share of a step. */
  private static final double ROUNDING = 1e-6;

  /** More readings for each value of the network are a mistake. */
  private static final int MOST = 10_000;

  private final SeriesSpec spec;

  private SeriesPreprocessor(SeriesSpec spec) {
    this.spec = spec;
  }

  /** Who prepares for networks that want such input. */
  public static SeriesPreprocessor of(SeriesSpec spec) {
    return new SeriesPreprocessor(spec);
  }

  @Override
  public SeriesSpec spec() {
    return spec;
  }

  @Override
  public void read(CaptureId id, byte[] bytes, Tensor into) {
    requireRoom(into);
    try {
      CsvTable table = CsvTable.parse("it", bytes);
      prepare(table, id, into.buffer());
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(id.toString(), e.clause(), e);
    } catch (MalformedDataSetException e) {
      throw new UnreadableCaptureException(id.toString(), "it is no CSV file with a header", e);
    }
  }

  /** From its first reading to a step behind its last one; 0 of a single reading. */
  @Override
  public double duration(CaptureId id, byte[] bytes) {
    return SeriesFile.parse(id, bytes, spec.channels(), spec.recorded()).seconds();
  }

  private void prepare(CsvTable table, CaptureId id, FloatBuffer into)
      throws DamagedCaptureException {
    Timeline timeline = Timeline.of(table, spec.channels(), spec.recorded());
    double start = id.time().map(part -> part.start()).orElse(0.0);
    timeline.requireWhole(id.time().map(part -> part.end()).orElse(Double.MAX_VALUE));
    double end = id.time().map(part -> part.end()).orElse(timeline.last() + 1 / spec.rate());
    // The last value of a window stands a step before its end.
    long count = Math.max(1, Math.round((end - start) * spec.rate()));
    double steps = (timeline.last() - start) * spec.rate() - ROUNDING;
    long known = Math.min(count, 1 + (long) Math.ceil(steps));
    if (known < 1 || start > timeline.last()) {
      throw new DamagedCaptureException("it ends before the part of it that should be read");
    }
    long first = Math.max(0, (known - spec.length()) / 2);
    int taken = (int) Math.min(spec.length(), known - first);
    double from = start + first / spec.rate();
    Stretch wanted = new Stretch(from, from + (taken - 1) / spec.rate());
    for (int channel = 0; channel < spec.channels().size(); channel++) {
      double[] values = values(table, timeline, spec.channels().get(channel), wanted, taken);
      double mean = spec.normalization().mean().get(channel);
      double scale = spec.normalization().scale().get(channel);
      for (int i = 0; i < spec.length(); i++) {
        into.put((float) ((values[Math.min(i, taken - 1)] - mean) / scale));
      }
    }
  }

  /** Values of a channel at the network's rate. */
  private double[] values(CsvTable table, Timeline timeline, String name, Stretch wanted, int count)
      throws DamagedCaptureException {
    double reach = DecimationFilter.REACH / spec.rate();
    double gap = (spec.longestGap() + 1 + ROUNDING) / spec.rate();
    Readings readings = Readings.of(table, timeline, name, wanted, reach, gap);
    double step = 1 / spec.rate();
    double own = readings.rate(new Stretch(wanted.first() - step, wanted.last() + step));
    if (own > MOST * spec.rate()) {
      throw new DamagedCaptureException(
          "it has more than %d readings of \"%s\" for each value that the network takes"
              .formatted(MOST, name));
    }
    return own <= CLEARLY * spec.rate()
        ? readings.interpolated(wanted, spec.rate(), count)
        : readings.decimated(own, wanted, spec.rate(), count);
  }
}
