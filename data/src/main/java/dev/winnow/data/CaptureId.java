package dev.winnow.data;

import java.util.Optional;

/**
 * Which capture.
 *
 * @param source what recorded it: of a file its path, with {@code /} between its parts, else the
 *     name of a device
 * @param sequence its number in its stream, from 0
 * @param time the part of the source that it is; empty if it is all of it
 */
public record CaptureId(String source, long sequence, Optional<TimeWindow> time) {
  /** All of a file, asked for by itself. */
  public static CaptureId ofFile(String path) {
    return new CaptureId(path, 0, Optional.empty());
  }

  /** The source, and the part of it if it is not the whole, for people: printable. */
  @Override
  public String toString() {
    String name = PrintableName.of(source);
    return time.map(part -> name + ", " + part).orElse(name);
  }
}
