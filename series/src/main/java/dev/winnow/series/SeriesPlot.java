package dev.winnow.series;

import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Windows of readings as small plots, five in a line, each with a curve for each of its first
 * channels.
 *
 * @param originals grey where there are others, [windows, channels, values]
 * @param others of the same windows, with as many values or fewer
 */
record SeriesPlot(SeriesSpec spec, Tensor originals, Optional<Tensor> others) {
  /** Told apart by people who see few colours, too (Okabe and Ito 2008). */
  private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73");

  private static final String GREY = "#b5b5b5";
  private static final int COLUMNS = 5;
  private static final int WIDTH = 150;
  private static final int HEIGHT = 90;
  private static final int GAP = 8;

  /** More values of a channel are not drawn. */
  private static final int FINEST = 256;

  static SeriesPlot of(SeriesSpec spec, Tensor originals) {
    return new SeriesPlot(spec, originals, Optional.empty());
  }

  /** The same under other curves. */
  SeriesPlot with(Tensor seen) {
    return new SeriesPlot(spec, originals, Optional.of(seen));
  }

  /** Which channel is of which colour, for people. */
  String legend() {
    List<String> names = List.of("blue", "orange", "green");
    String drawn =
        IntStream.range(0, drawn())
            .mapToObj(i -> spec.channels().get(i) + " " + names.get(i))
            .collect(Collectors.joining(", "));
    String seconds = String.format(Locale.ROOT, "%.3g s each", spec.seconds());
    return others.isPresent() ? drawn + "; the original grey" : drawn + "; " + seconds;
  }

  private int drawn() {
    return Math.min(COLOURS.size(), spec.channels().size());
  }

  /** An SVG file. */
  String svg() {
    int count = originals.shape().dim(0);
    int columns = Math.min(COLUMNS, count);
    int lines = (count + COLUMNS - 1) / COLUMNS;
    int width = columns * (WIDTH + GAP);
    int height = lines * (HEIGHT + GAP);
    String cells = IntStream.range(0, count).mapToObj(this::cell).collect(Collectors.joining());
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
        <rect width="100%%" height="100%%" fill="#fff"/>
        %s</svg>
        """
        .formatted(width, height, width, height, cells);
  }

  private String cell(int window) {
    double[] range = range(window);
    List<String> curves = new ArrayList<>();
    for (int channel = 0; channel < drawn(); channel++) {
      String own = COLOURS.get(channel);
      curves.add(curve(originals, window, channel, range, others.isPresent() ? GREY : own));
      if (others.isPresent()) {
        curves.add(curve(others.get(), window, channel, range, own));
      }
    }
    return "<g transform=\"translate(%d,%d)\"><rect width=\"%d\" height=\"%d\" fill=\"#f6f6f6\"/>%s</g>\n"
        .formatted(
            window % COLUMNS * (WIDTH + GAP),
            window / COLUMNS * (HEIGHT + GAP),
            WIDTH,
            HEIGHT,
            String.join("", curves));
  }

  /** Of the original's values, with some room: what is made in its place is cut off beyond. */
  private double[] range(int window) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int length = originals.shape().dim(2);
    int first = window * originals.shape().dim(1) * length;
    for (int i = first; i < first + drawn() * length; i++) {
      low = Math.min(low, originals.buffer().get(i));
      high = Math.max(high, originals.buffer().get(i));
    }
    double room = Math.max(0.1 * (high - low), 1e-3);
    return new double[] {low - room, high + room};
  }

  private static String curve(
      Tensor series, int window, int channel, double[] range, String colour) {
    int length = series.shape().dim(2);
    int first = (window * series.shape().dim(1) + channel) * length;
    int step = Math.max(1, (length + FINEST - 1) / FINEST);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < length; i += step) {
      double share = (series.buffer().get(first + i) - range[0]) / (range[1] - range[0]);
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              (double) WIDTH * i / Math.max(1, length - 1),
              HEIGHT * (1 - Math.max(0, Math.min(1, share)))));
    }
    return "<polyline fill=\"none\" stroke=\"%s\" points=\"%s\"/>"
        .formatted(colour, points.toString().strip());
  }
}
