package dev.winnow.data;

import java.util.Optional;

/**
 * A stretch of a recording or a series in which a label holds.
 *
 * @param label what holds, if that is known
 * @param start in seconds since the file's first value
 * @param end in seconds since the file's first value, at least {@code start}
 */
public record LabelledSpan(Optional<String> label, double start, double end) {}
