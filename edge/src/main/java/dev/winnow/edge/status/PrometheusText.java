package dev.winnow.edge.status;

import dev.winnow.core.web.WebResponse;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Metrics in Prometheus' text format, version 0.0.4: families one after the other, each with its
 * help, its type and its samples.
 */
final class PrometheusText {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /** What a family's values mean. */
  enum MetricType {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  /**
   * Begins a family.
   *
   * @param name as Prometheus wants it: a prefix, what is counted, its unit in plural, and {@code
   *     _total} for a counter
   */
  PrometheusText family(String name, MetricType type, String help) {
    text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    text.append("# TYPE ").append(name).append(' ');
    text.append(type.name().toLowerCase(Locale.ROOT)).append('\n');
    return this;
  }

  /**
   * Adds a sample of the family.
   *
   * @param labels names and values in turn
   */
  PrometheusText sample(String name, double value, String... labels) {
    text.append(name);
    if (labels.length > 0) {
      StringJoiner all = new StringJoiner(",", "{", "}");
      for (int i = 0; i < labels.length; i += 2) {
        all.add(labels[i] + "=\"" + escaped(labels[i + 1]).replace("\"", "\\\"") + '"');
      }
      text.append(all);
    }
    text.append(' ').append(number(value)).append('\n');
    return this;
  }

  /** As {@link #sample(String, double, String...)}; exact up to 2⁵³, as all of Prometheus. */
  PrometheusText sample(String name, long value, String... labels) {
    return sample(name, (double) value, labels);
  }

  /** A family of one sample without labels. */
  PrometheusText single(String name, MetricType type, String help, double value) {
    return family(name, type, help).sample(name, value);
  }

  /** As {@link #single(String, MetricType, String, double)}. */
  PrometheusText single(String name, MetricType type, String help, long value) {
    return single(name, type, help, (double) value);
  }

  WebResponse response() {
    return WebResponse.text(200, CONTENT_TYPE, text.toString());
  }

  /** A number as Prometheus reads it; whole ones without a fraction. */
  static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }
}
