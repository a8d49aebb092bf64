package dev.winnow.audit.report;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** An inline SVG with a frame, ticks and marks, in units of what is shown. */
public final class Chart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 380;
  private static final int LEFT = 72;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 46;

  private final StringBuilder marks = new StringBuilder();
  private final DoubleUnaryOperator across;
  private final DoubleUnaryOperator down;

  /**
   * @param left value at the left edge
   * @param right value at the right edge
   * @param bottom value at the bottom
   * @param top value at the top
   */
  public Chart(double left, double right, double bottom, double top) {
    this.across = x -> LEFT + (x - left) / (right - left) * (WIDTH - LEFT - RIGHT);
    this.down = y -> HEIGHT - BOTTOM - (y - bottom) / (top - bottom) * (HEIGHT - TOP - BOTTOM);
    add(
        "<rect x='%d' y='%d' width='%d' height='%d' fill='#f7f9fb' stroke='#d8dde4'/>",
        LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
  }

  /** What the axes are. */
  public void axes(String x, String y) {
    add(
        "<text class='soft' x='%d' y='%d' text-anchor='middle'>%s</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.text(x));
    add(
        "<text class='soft' x='14' y='%d' text-anchor='middle' transform='rotate(-90 14 %d)'>%s</text>",
        (TOP + HEIGHT - BOTTOM) / 2, (TOP + HEIGHT - BOTTOM) / 2, Html.text(y));
  }

  public void tickAcross(double x, String text) {
    double at = across.applyAsDouble(x);
    add(
        "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#e4e8ed'/>",
        at, at, TOP, HEIGHT - BOTTOM);
    add(
        "<text class='soft' x='%.1f' y='%d' text-anchor='middle'>%s</text>",
        at, HEIGHT - BOTTOM + 16, Html.text(text));
  }

  public void tickDown(double y, String text) {
    double at = down.applyAsDouble(y);
    add(
        "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#e4e8ed'/>",
        LEFT, WIDTH - RIGHT, at, at);
    add(
        "<text class='soft' x='%d' y='%.1f' text-anchor='end'>%s</text>",
        LEFT - 6, at + 4, Html.text(text));
  }

  /** A line between two points. */
  public void line(double x1, double y1, double x2, double y2, String colour) {
    add(
        "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='2'/>",
        across.applyAsDouble(x1),
        down.applyAsDouble(y1),
        across.applyAsDouble(x2),
        down.applyAsDouble(y2),
        colour);
  }

  /** A dot. */
  public void dot(double x, double y, String colour) {
    add(
        "<circle cx='%.1f' cy='%.1f' r='5' fill='%s' stroke='#fff'/>",
        across.applyAsDouble(x), down.applyAsDouble(y), colour);
  }

  /**
   * A dot that tells something to whoever points at it.
   *
   * @param told plain text
   */
  public void dot(double x, double y, String colour, String told) {
    add(
        "<circle cx='%.1f' cy='%.1f' r='6' fill='%s' stroke='#fff'><title>%s</title></circle>",
        across.applyAsDouble(x), down.applyAsDouble(y), colour, Html.text(told));
  }

  /** Text beside a point, moved by so many pixels. */
  public void text(double x, double y, int right, int below, String anchor, String text) {
    add(
        "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>",
        across.applyAsDouble(x) + right, down.applyAsDouble(y) + below, anchor, Html.text(text));
  }

  /** The whole drawing. */
  public String svg(String title) {
    return "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>\n%s</svg>\n"
        .formatted(WIDTH, HEIGHT, Html.text(title), marks);
  }

  private void add(String form, Object... values) {
    marks.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
