package dev.winnow.app;

import dev.winnow.core.Progress;
import dev.winnow.portraits.Portraits;
import java.nio.file.Path;

/**
 * Twelve portrayed people, and the network that tells whether they smile.
 *
 * @param portraits the data set
 * @param network an ONNX file
 */
record SmilingPeople(Path portraits, Path network) {
  /** Paints and writes both into a folder. */
  static SmilingPeople in(Path folder) {
    SmilingPeople people =
        new SmilingPeople(folder.resolve("portraits"), folder.resolve("smile.onnx"));
    Portraits.withSeed(1).write(people.portraits, 12, Progress.NONE);
    SmileNetwork.load().write(people.network);
    return people;
  }
}
