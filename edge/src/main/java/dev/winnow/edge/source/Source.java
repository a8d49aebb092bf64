package dev.winnow.edge.source;

import dev.winnow.core.MalformedJsonException;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import dev.winnow.edge.MalformedOptionException;
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
   * Opens the source, without opening a capture; whoever reads the stream closes it.
   *
   * @param modality of the captures to look for in a folder; a data set says its own
   * @throws MalformedDataSetException if there is no such folder, or nothing in it
   * @throws MalformedJsonException if its {@code dataset.json} cannot be understood
   */
  CaptureStream open(Modality modality);

  /**
   * Reads what a user wrote: {@code dir:FOLDER}, {@code set:FOLDER}, {@code watch:FOLDER} or {@code
   * stdin:}.
   *
   * @throws MalformedOptionException if it is none of them
   */
  static Source parse(String text) {
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
        default -> throw unknown(text);
      };
    } catch (InvalidPathException e) {
      throw unknown(text);
    }
  }

  private static MalformedOptionException unknown(String text) {
    return new MalformedOptionException(
        "a source is dir:FOLDER (the captures below a folder), set:FOLDER (a data set made by"
            + " winnow import), watch:FOLDER (what appears in a folder) or stdin: (lines of JSON),"
            + " not \""
            + text
            + "\"");
  }
}
