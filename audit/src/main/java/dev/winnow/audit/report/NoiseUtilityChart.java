package dev.winnow.audit.report;

import dev.winnow.audit.NoiseUtilityCurve;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What noise costs and what it hides, over its strength on a logarithmic axis. */
final class NoiseUtilityChart {
  private static final String ACCURACY = "#1f5fa8";
  private static final String FIRST = "#a3231b";
  private static final String RANK = "#b26a00";

  private NoiseUtilityChart() {}

  static String svg(List<NoiseUtilityCurve.Point> points) {
    Chart chart = new Chart(at(points.get(0)) - .15, at(points.get(points.size() - 1)) + .15, 0, 1);
    for (NoiseUtilityCurve.Point point : points) {
      chart.tickAcross(
          at(point),
          new BigDecimal(point.noise(), new MathContext(3)).stripTrailingZeros().toPlainString());
    }
    for (int i = 0; i <= 5; i++) {
      chart.tickDown(i / 5.0, Html.percent(i / 5.0));
    }
    chart.axes("variance of the noise over the largest principal variance", "share");
    trial(chart, points, NoiseUtilityCurve.Point::balanced, ACCURACY, "balanced accuracy");
    trial(chart, points, NoiseUtilityCurve.Point::first, FIRST, "capture ranked first");
    trial(chart, points, NoiseUtilityCurve.Point::meanRank, RANK, "mean rank");
    return chart.svg("Accuracy and linkability over noise");
  }

  private static void trial(
      Chart chart,
      List<NoiseUtilityCurve.Point> points,
      ToDoubleFunction<NoiseUtilityCurve.Point> value,
      String colour,
      String name) {
    for (int i = 0; i < points.size(); i++) {
      NoiseUtilityCurve.Point point = points.get(i);
      if (i > 0) {
        NoiseUtilityCurve.Point before = points.get(i - 1);
        chart.line(
            at(before), value.applyAsDouble(before), at(point), value.applyAsDouble(point), colour);
      }
      chart.dot(at(point), value.applyAsDouble(point), colour);
    }
    NoiseUtilityCurve.Point middle = points.get(points.size() / 2);
    chart.text(at(middle), value.applyAsDouble(middle), 8, -8, "start", name);
  }

  private static double at(NoiseUtilityCurve.Point point) {
    return Math.log10(point.noise());
  }
}
