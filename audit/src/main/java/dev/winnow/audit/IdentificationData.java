package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import java.util.List;

/**
 * Whom an attacker has to name, and what the two controls show it: the prepared captures, which
 * hold all there is to find, and the primary label alone, which nobody can help giving away. Builds
 * and audits stand on the same.
 *
 * @param samples those of the partition that have a primary label
 * @param protocol the people of the test part who have captures enough
 * @param prepared captures of the protocol, in its order
 * @param primary column of the label that the service needs
 * @param labels of this column
 */
public record IdentificationData(
    Partition samples,
    ClosedSetProtocol protocol,
    FeatureTable prepared,
    String primary,
    List<String> labels) {
  /** A person needs so many captures, or there is nothing to learn from. */
  private static final int FEWEST = 5;

  private static final int MOST = 60;

  public IdentificationData {
    labels = List.copyOf(labels);
  }

  /**
   * Looks at everybody in the test part who has captures enough.
   *
   * @param partition of the captures' set; nothing was learned from its test people
   * @param primary column of the label that the service needs
   * @param sensitive column of who is on a capture
   * @throws dev.winnow.data.NoSuchColumnException if there is no such column
   * @throws dev.winnow.attack.identification.NobodyToNameException if fewer than two people have
   *     captures enough
   */
  public static IdentificationData of(
      PreparedSamples captures,
      Partition partition,
      String primary,
      String sensitive,
      long seed,
      Progress progress) {
    captures.set().classes(sensitive);
    List<String> labels = captures.set().classes(primary);
    Partition labelled = labelled(partition, primary);
    ClosedSetProtocol asked = split(labelled.test(), sensitive, seed);
    Shape capture = captures.preprocessor().spec().shape();
    FeatureTable readable = captures.rows(asked.samples(), capture, inputs -> inputs, progress);
    ClosedSetProtocol protocol = split(readable.samples(), sensitive, seed);
    return new IdentificationData(
        labelled, protocol, readable.of(protocol.samples()), primary, labels);
  }

  /**
   * The label alone.
   *
   * @param some of {@link #samples}
   */
  public FeatureTable label(List<Sample> some) {
    return FeatureTable.ofLabel(some, primary, labels);
  }

  /** Splits captures into known and unknown ones, as {@link #of} does. */
  static ClosedSetProtocol split(List<Sample> samples, String sensitive, long seed) {
    return ClosedSetProtocol.of(samples, sensitive, FEWEST, MOST, seed);
  }

  /** The samples of a partition that have a label. */
  public static Partition labelled(Partition partition, String column) {
    return new Partition(
        labelled(partition.train(), column),
        labelled(partition.validation(), column),
        labelled(partition.test(), column));
  }

  private static List<Sample> labelled(List<Sample> samples, String column) {
    return samples.stream().filter(sample -> sample.label(column).isPresent()).toList();
  }
}
