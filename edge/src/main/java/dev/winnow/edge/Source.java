package dev.winnow.edge;

import dev.winnow.core.MalformedJsonException;
import dev.winnow.data.DataSet;
import dev.winnow.data.MalformedDataSetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where captures come from. */
public sealed interface Source {

  /**
   * All images in a folder and the folders below it, in order of their paths.
   *
   * @param path of the folder
   */
  record Folder(Path path) implements Source {
    @Override
    public DataSet open() {
      return DataSet.ofImages(path);
    }
  }

  /**
   * The images of a data set, in its order and framed as it says.
   *
   * @param path of the folder that holds {@code dataset.json}
   */
  record Labelled(Path path) implements Source {
    @Override
    public DataSet open() {
      return DataSet.open(path);
    }
  }

  /**
   * Looks up what the source holds, without opening a capture.
   *
   * @throws MalformedDataSetException if there is no such folder, or nothing in it
   * @throws MalformedJsonException if its {@code dataset.json} cannot be understood
   */
  DataSet open();

  /**
   * Reads what a user wrote: {@code dir:FOLDER} or {@code set:FOLDER}.
   *
   * @throws MalformedOptionException if it is neither
   */
  static Source parse(String text) {
    int colon = text.indexOf(':');
    String kind = text.substring(0, Math.max(0, colon));
    String rest = text.substring(colon + 1);
    try {
      if (kind.equals("dir") && !rest.isEmpty()) {
        return new Folder(Path.of(rest));
      }
      if (kind.equals("set") && !rest.isEmpty()) {
        return new Labelled(Path.of(rest));
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new MalformedOptionException(
        "a source is dir:FOLDER (the images below a folder) or set:FOLDER (a data set made by"
            + " winnow import), not \""
            + text
            + "\"");
  }
}
