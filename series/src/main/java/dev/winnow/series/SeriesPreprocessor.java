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
 * <p>Reads CSV files with a header: a column {@code timestamp} in milliseconds or {@code time} in
 * seconds, which a file of one row need not have, and a column for each channel, found by name;
 * others do not count. The capture's window, or else the whole file, is read off at the network's
 * rate, on straight lines between neighbouring readings. Of a window longer than the network's
 * input the middle counts, and a shorter one goes on with its last value.
 */
public final class SeriesPreprocessor implements InputPreprocessor {
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
      prepare(Readings.of(table, spec.channels()), id, into.buffer());
    } catch (DamagedCaptureException e) {
      throw new UnreadableCaptureException(id.toString(), e.clause(), e);
    } catch (MalformedDataSetException e) {
      throw new UnreadableCaptureException(id.toString(), "it is no CSV file with a header", e);
    }
  }

  private void prepare(Readings readings, CaptureId id, FloatBuffer into)
      throws DamagedCaptureException {
    double start = id.time().map(part -> part.start()).orElse(0.0);
    double end = id.time().map(part -> part.end()).orElse(readings.last() + 1 / spec.rate());
    // The last value of a window stands a step before its end.
    long count = Math.max(1, Math.round((end - start) * spec.rate()));
    long known = Math.min(count, 1 + (long) Math.ceil((readings.last() - start) * spec.rate()));
    if (known < 1 || start > readings.last()) {
      throw new DamagedCaptureException("it ends before the part of it that should be read");
    }
    long first = Math.max(0, (known - spec.length()) / 2);
    for (int channel = 0; channel < spec.channels().size(); channel++) {
      double mean = spec.normalization().mean().get(channel);
      double scale = spec.normalization().scale().get(channel);
      for (int i = 0; i < spec.length(); i++) {
        double seconds = start + Math.min(first + i, known - 1) / spec.rate();
        into.put((float) ((readings.at(channel, seconds) - mean) / scale));
      }
    }
  }
}
