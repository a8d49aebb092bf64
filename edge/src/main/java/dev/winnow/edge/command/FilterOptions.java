package dev.winnow.edge.command;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.filter.FilterRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What a capture filter does with what it lets pass, besides asking about it, and how fast. */
final class FilterOptions {
  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Of a filter: write what it lets pass to a video, .mp4, .mkv, .ts or .webm; no metadata, and"
              + " no sound without --audio.")
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--publish",
      paramLabel = "URL",
      description = "Of a filter: send what it lets pass as a stream, rtsp://... or udp://...")
  private Optional<String> publish = Optional.empty();

  @Option(
      names = "--preview",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "0",
      description =
          "Of a filter: show what it lets pass, with the answers, on a page of this machine"
              + " (default port: any that is free).")
  private Optional<Integer> preview = Optional.empty();

  @Option(
      names = "--source-ca",
      paramLabel = "FILE",
      description =
          "Of a source by https://: trust servers by the certificates in this file, in PEM, and by no"
              + " others, such as a camera's own (default: those that this machine trusts).")
  private Optional<Path> authorities = Optional.empty();

  @Option(
      names = "--audio",
      description =
          "Of a mask: --record and --publish have the source's sound too, which is as it was: a"
              + " voice names its speaker, and what is said is heard (default: no sound leaves).")
  private boolean audio;

  @Option(
      names = "--output-mask",
      paramLabel = "OUTPUT=MASK",
      description =
          "Of a mask: hide more on one output, record, publish or preview, than goes to the analyzer"
              + " (repeatable): \"solid\" fills what is masked there with grey, and another mask's"
              + " package masks there also what it finds, all with grey. It is painted on masked"
              + " frames, so that it never shows more; the other package needs no certificate.")
  private Map<FilterRun.Output, String> outputMasks = new EnumMap<>(FilterRun.Output.class);

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Of a filter: ask about a frame at most this often (default: all frames).")
  private double every;

  @Option(
      names = "--motion",
      description = "Of a filter: ask only about frames in which something has moved.")
  private boolean motion;

  @Option(
      names = "--real-time",
      description = "Of a filter: play a file at the speed at which it was recorded.")
  private boolean realTime;

  @Option(
      names = "--processors",
      paramLabel = "NUMBER",
      description = "Of a filter: how many processors it may use, such as 0.5 (default: all).")
  private Optional<Double> processors = Optional.empty();

  /**
   * What the user asked for.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  FilterRun run(ExtractorPackage extractor, String source) {
    return new FilterRun(
        extractor,
        source,
        new FilterRun.Outputs(
            record,
            publish,
            preview.map(OptionalInt::of).orElse(OptionalInt.empty()),
            outputMasks,
            audio),
        new FilterRun.Pace(
            Duration.ofNanos((long) (every * 1e9)),
            motion,
            realTime,
            processors.orElse((double) Runtime.getRuntime().availableProcessors())),
        authorities);
  }
}
