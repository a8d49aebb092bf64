package dev.winnow.edge.source;

import dev.winnow.core.MalformedJsonException;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import dev.winnow.edge.MalformedOptionException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where captures come from, as its owner named it. */
public sealed interface Source {

  /**
   * All captures in a folder and the folders below it, in order of their paths.
   *
   * @param path of the folder
   */
  record Folder(Path path) implements Source {
    @Override
    public CaptureStream open(Modality modality) {
      return CaptureStream.ofFolder(path, modality);
    }
  }

  /**
   * The captures of a data set, in its order and with its labels.
   *
   * @param path of the folder that holds {@code dataset.json}
   */
  record Labelled(Path path) implements Source {
    @Override
    public CaptureStream open(Modality modality) {
      return CaptureStream.of(DataSet.open(path));
    }
  }

  /**
   * The captures in a folder and the folders below it, in order of their paths, and those that
   * appear there until the stream is stopped.
   *
   * @param path of the folder
   */
  record Watched(Path path) implements Source {
    @Override
    public CaptureStream open(Modality modality) {
      return WatchedFolder.open(path, "watch:" + path, modality);
    }
  }

  /** Lines of JSON from the standard input, a capture each, until it ends. */
  record StandardInput() implements Source {
    @Override
    public CaptureStream open(Modality modality) {
      return JsonLines.open(System.in, "stdin:", modality);
    }
  }

  /**
   * What devices send by HTTP, until the stream is stopped.
   *
   * @param address to listen at
   * @param settings names the devices
   */
  record Pushed(PushAddress address, SourceSettings settings) implements Source {
    /**
     * @throws MalformedOptionException if other machines could send and nobody says which
     */
    public Pushed {
      try {
        if (settings.pushTokens().isEmpty()
            && !address.resolved().getAddress().isLoopbackAddress()) {
          throw new MalformedOptionException(
              "listen:%s is open to other machines; name a file of devices and their tokens with --push-tokens"
                  .formatted(address));
        }
      } catch (UnknownHostException e) {
        throw new MalformedOptionException(
            "listen:%s names no address of this machine; see hostname -I".formatted(address));
      }
    }

    @Override
    public CaptureStream open(Modality modality) {
      return PushServer.open(
          address,
          settings.pushTokens().map(PushTokens::read),
          modality,
          PushLimits.withDefaults(),
          settings.said());
    }
  }

  /**
   * What is published under a topic of a broker, until the stream is stopped.
   *
   * @param address of the broker, and the topic
   * @param settings names user and authorities
   */
  record Subscribed(MqttAddress address, SourceSettings settings) implements Source {
    @Override
    public CaptureStream open(Modality modality) {
      return MqttSubscription.open(address, settings, modality);
    }
  }

  /**
   * Opens the source, without opening a capture; whoever reads the stream closes it.
   *
   * @param modality of the captures to look for in a folder; a data set says its own
   * @throws MalformedDataSetException if there is no such folder, or nothing in it
   * @throws MalformedJsonException if its {@code dataset.json} cannot be understood
   */
  CaptureStream open(Modality modality);

  /**
   * Reads what a user wrote, for a source that needs nothing else.
   *
   * @throws MalformedOptionException if it cannot be understood
   */
  static Source parse(String text) {
    return parse(text, SourceSettings.none());
  }

  /**
   * Reads what a user wrote: {@code dir:FOLDER}, {@code set:FOLDER}, {@code watch:FOLDER}, {@code
   * stdin:}, {@code listen:PORT}, {@code listen:HOST:PORT}, {@code mqtt://HOST/TOPIC} or {@code
   * mqtts://HOST/TOPIC}.
   *
   * @throws MalformedOptionException if it is none of them
   */
  static Source parse(String text, SourceSettings settings) {
    if (text.equals("-") || text.equals("stdin:")) {
      return new StandardInput();
    }
    int colon = text.indexOf(':');
    String kind = text.substring(0, Math.max(0, colon));
    String rest = text.substring(colon + 1);
    if (rest.isEmpty()) {
      throw unknown(text);
    }
    try {
      return switch (kind) {
        case "dir" -> new Folder(Path.of(rest));
        case "set" -> new Labelled(Path.of(rest));
        case "watch" -> new Watched(Path.of(rest));
        case "listen" ->
            new Pushed(PushAddress.parse(rest).orElseThrow(() -> unknown(text)), settings);
        case "mqtt", "mqtts" ->
            new Subscribed(MqttAddress.parse(text).orElseThrow(() -> unmapped(text)), settings);
        default -> throw unknown(text);
      };
    } catch (InvalidPathException e) {
      throw unknown(text);
    }
  }

  /** Does not quote it: it may hold a password. */
  private static MalformedOptionException unmapped(String text) {
    return new MalformedOptionException(
        "a topic of a broker is %s://HOST/TOPIC or %1$s://HOST:PORT/TOPIC, without a user, who goes into the file of --mqtt-login, and not shared"
            .formatted(text.substring(0, text.indexOf(':'))));
  }

  private static MalformedOptionException unknown(String text) {
    return new MalformedOptionException(
        "a source is dir:FOLDER (the captures below a folder), set:FOLDER (a data set made by"
            + " winnow import), watch:FOLDER (what appears in a folder), stdin: (lines of JSON),"
            + " listen:PORT (what devices send) or mqtt://HOST/TOPIC, not \""
            + text
            + "\"");
  }
}
