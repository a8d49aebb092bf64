package dev.winnow.edge.command;

import dev.winnow.data.CaptureStream;
import dev.winnow.edge.EdgeOptions;
import dev.winnow.edge.source.Source;
import dev.winnow.edge.source.SourceSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where captures come from, and how long they wait for each other. */
final class CaptureSourceOptions {
  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "dir:FOLDER (all captures below it), set:FOLDER (a data set), watch:FOLDER (what is and"
              + " what appears below it, until SIGTERM or Ctrl-C), - or stdin: (lines of JSON with"
              + " id and content in Base64), listen:PORT or listen:HOST:PORT (what programs and"
              + " devices send by POST to /captures/NAME), mqtt://HOST/TOPIC or mqtts://HOST/TOPIC"
              + " (what a broker of MQTT 5 has); of a filter of images also"
              + " a video's file or the address of a stream or a camera (rtsp://, udp://, http://,"
              + " v4l2:/dev/video0); of a filter of voices a sound's file, mic: or mic:NAME for a"
              + " microphone, or - for a WAV file from the standard input.")
  private Optional<String> named = Optional.empty();

  @Option(
      names = "--push-tokens",
      paramLabel = "FILE",
      description =
          "Of listen: lines of a device's name and its token, in a file of yours alone; each device"
              + " shows its own (default: programs of this machine need none, others are refused).")
  private Optional<Path> pushTokens = Optional.empty();

  @Option(
      names = "--mqtt-login",
      paramLabel = "FILE",
      description =
          "Of mqtt: the user at the broker and the password, a line each, in a file of yours alone"
              + " (default: none).")
  private Optional<Path> mqttLogin = Optional.empty();

  @Option(
      names = "--mqtt-ca",
      paramLabel = "FILE",
      description =
          "Of mqtts: trust the broker by the certificates in this file, in PEM, and by no others"
              + " (default: those that this machine trusts).")
  private Optional<Path> mqttAuthorities = Optional.empty();

  @Option(
      names = "--send-within",
      paramLabel = "TIME",
      description =
          "Of a source without an end: how long a capture waits at most for others, to be sent in an"
              + " order that tells nothing; the longer the better, and the later the answers"
              + " (default: 5s).")
  private Optional<String> within = Optional.empty();

  /** The source as its owner named it. */
  Optional<String> named() {
    return named;
  }

  /**
   * The source of an extractor.
   *
   * @param said takes what its owner should know
   * @throws dev.winnow.edge.MalformedOptionException if it cannot be understood
   */
  Source source(Consumer<String> said) {
    return Source.parse(
        named.orElseThrow(), new SourceSettings(pushTokens, mqttLogin, mqttAuthorities, said));
  }

  /**
   * Options with the time that the user asked for.
   *
   * @throws IllegalArgumentException if it is none
   */
  EdgeOptions applied(EdgeOptions options) {
    return within
        .map(text -> Durations.parse("--send-within", text))
        .map(time -> options.with(options.batching().within(time)))
        .orElse(options);
  }

  /** Runs something to the end of a stream; of one without an end, until it is told to end. */
  static void run(CaptureStream captures, RunEnd end, Runnable work) {
    if (captures.isUnbounded()) {
      end.run(captures::stop, work);
    } else {
      work.run();
    }
  }
}
