package dev.winnow.analyzer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a model as its files in a repository say, for the backend that will answer for it.
 *
 * @param name of the model
 * @param network the version's file: an ONNX network, or what else the backend runs
 * @param labels names of the classes, by output; outputs without classes are not there
 * @param parameters of {@code config.pbtxt}
 * @param rows what {@code config.pbtxt} says of rows; empty if there is no such file
 */
public record ModelFiles(
    String name,
    Path network,
    Map<String, List<String>> labels,
    Map<String, String> parameters,
    Optional<Rows> rows) {

  /**
   * How rows are taken.
   *
   * @param most the most rows of a request; 0 if the first extent does not count rows
   * @param together whether rows of several requests may be run together
   * @param delay how long a request may wait for others to fill its run
   * @param mostWaiting how many requests may wait, at least 1
   */
  public record Rows(int most, boolean together, Duration delay, int mostWaiting) {
    /** Without waiting for others, and with as many requests as there is room for their rows. */
    public Rows(int most, boolean together) {
      this(most, together, Duration.ZERO, Integer.MAX_VALUE);
    }
  }

  public ModelFiles {
    labels = Map.copyOf(labels);
    parameters = Map.copyOf(parameters);
  }

  /**
   * A complaint about these files.
   *
   * @param why what is wrong, as the rest of a sentence that begins with the network's file
   */
  public MalformedRepositoryException malformed(String why) {
    return new MalformedRepositoryException(network, why);
  }
}
