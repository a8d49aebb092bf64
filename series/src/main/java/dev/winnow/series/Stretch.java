package dev.winnow.series;

/**
 * A stretch of time, such as the one that values of a window are wanted of.
 *
 * @param first in seconds since the file's first row
 * @param last in seconds since the file's first row, at least {@code first}
 */
record Stretch(double first, double last) {}
