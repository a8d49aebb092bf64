package dev.winnow.data.filter;

import dev.winnow.core.EnumJson;
import dev.winnow.core.ExtractorPackage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a filter is to be run on.
 *
 * @param extractor package that holds the filter
 * @param source of captures, as its owner wrote it: {@code dir:FOLDER}, {@code set:FOLDER}, a file,
 *     the address of a stream or a device
 * @param outputs beside what is asked about
 * @param pace of the run
 * @param authorities a file of certificates in PEM, the only ones by which a server of HTTPS is
 *     trusted; empty for those of this machine
 */
public record FilterRun(
    ExtractorPackage extractor,
    String source,
    Outputs outputs,
    Pace pace,
    Optional<Path> authorities) {
  /**
   * What this asks for that only videos and streams of images can give, by the names of a command
   * line's options; a recording is not among it, which sound has too.
   */
  public List<String> videoOptions() {
    Map<String, Boolean> asked = new LinkedHashMap<>();
    asked.put("--preview", outputs.preview().isPresent());
    asked.put("--publish", outputs.publish().isPresent());
    asked.put("--audio", outputs.audio());
    asked.put("--output-mask", !outputs.masks().isEmpty());
    asked.put("--source-ca", authorities.isPresent());
    asked.put("--motion", pace.motion());
    asked.put("--real-time", pace.realTime());
    asked.put("--every", !pace.every().isZero());
    asked.values().removeIf(isAsked -> !isAsked);
    return List.copyOf(asked.keySet());
  }

  /** Where filtered captures go besides the analyzer. */
  public enum Output {
    /** A file. */
    RECORD,
    /** A stream. */
    PUBLISH,
    /** A page of this machine. */
    PREVIEW
  }

  /**
   * Where else filtered captures go.
   *
   * @param record a file to write them to, as a video or a sound of its own
   * @param publish the address of a stream to send them to
   * @param preview a port of this machine on which a page shows them; 0 for any that is free
   * @param masks what some of them hide besides what the filter hides, in the words of its method,
   *     such as another package's file; it never shows more
   * @param audio whether a video that is recorded or published has its sound too, as it was
   */
  public record Outputs(
      Optional<Path> record,
      Optional<String> publish,
      OptionalInt preview,
      Map<Output, String> masks,
      boolean audio) {
    /** Nowhere. */
    public static final Outputs NONE =
        new Outputs(Optional.empty(), Optional.empty(), OptionalInt.empty(), Map.of(), false);

    /**
     * @throws IllegalArgumentException if an output that nobody asked for is to hide something, or
     *     nothing is to have the sound
     */
    public Outputs {
      masks = Map.copyOf(masks);
      if (audio && record.isEmpty() && publish.isEmpty()) {
        throw new IllegalArgumentException(
            "there is --audio and nothing that has sound; ask for --record or --publish too");
      }
      Map<Output, Boolean> asked =
          Map.of(
              Output.RECORD, record.isPresent(),
              Output.PUBLISH, publish.isPresent(),
              Output.PREVIEW, preview.isPresent());
      for (Output output : masks.keySet()) {
        if (!asked.getOrDefault(output, false)) {
          String name = EnumJson.word(output);
          throw new IllegalArgumentException(
              "there is a mask for %s and no --%s; ask for it too".formatted(name, name));
        }
      }
    }
  }

  /**
   * How fast it goes, and what for.
   *
   * @param every the time between two captures that are asked about, at least; 0 for all
   * @param motion ask only about captures in which something moved
   * @param realTime play a file as fast as it was recorded, dropping what comes too fast
   * @param processors of the machine that may be used, above 0, such as 0.5
   */
  public record Pace(Duration every, boolean motion, boolean realTime, double processors) {
    /** All captures, with all processors. */
    public static Pace unlimited() {
      return new Pace(Duration.ZERO, false, false, Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * @throws IllegalArgumentException if the pace is out of its range
   */
  public FilterRun {
    if (!(pace.processors > 0) || pace.every.isNegative()) {
      throw new IllegalArgumentException(
          "the processors must be above 0 and the time between two captures at least 0");
    }
  }
}
