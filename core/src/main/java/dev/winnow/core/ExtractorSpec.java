package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;

/** What runs on the edge: the first part of a network, or a filter that hides part of a capture. */
public sealed interface ExtractorSpec permits NetworkExtractor, CaptureFilter {

  /** The files of the package beside its manifest, by name, with the digest of each. */
  SortedMap<String, Digest> files();

  /** The JSON form, read back by {@link #fromJson}. */
  ObjectNode toJson();

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   * @throws IllegalArgumentException if what it says does not fit together
   */
  static ExtractorSpec fromJson(StrictObject fields) {
    ExtractorSpec read =
        switch (fields.text("kind")) {
          case NetworkExtractor.WORD -> NetworkExtractor.read(fields);
          case CaptureFilter.WORD -> CaptureFilter.read(fields);
          default -> throw fields.invalid("kind", "must be network or filter");
        };
    fields.end();
    return read;
  }
}
