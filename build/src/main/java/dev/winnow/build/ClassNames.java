package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Progress;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * Names the classes of a network of somebody else's by what it answers to labelled samples.
 *
 * @param network with the names on its card, where it has one output
 * @param order of the classes, if it had to be found out
 */
public record ClassNames(Network network, Optional<ClassOrder> order) {
  /**
   * Leaves a network that names its classes as it is, and asks one that does not. The classes of a
   * network of several outputs are the sorted values of their columns, which is checked.
   *
   * @param learning samples to look at, of which those without a label are passed over
   * @param columns one for each output
   * @throws UnsuitableNetworkException if the order does not show, or is not the sorted one where
   *     it has to be
   */
  public static ClassNames of(
      Network network,
      PreparedSamples captures,
      List<Sample> learning,
      List<String> columns,
      Progress progress) {
    if (network.outputs().size() > 1) {
      requireSorted(network, captures, learning, columns, progress);
      return new ClassNames(network, Optional.empty());
    }
    if (!network.card().labels().isEmpty()) {
      return new ClassNames(network, Optional.empty());
    }
    String column = String.join(Sample.JOINT, columns);
    requireAsMany(network.outputs().get(0), captures.set().classes(column), column, network);
    ClassOrder order =
        ClassOrder.find(network, captures, learning, List.of(column), progress)
            .get(0)
            .orElseThrow(
                () ->
                    new UnsuitableNetworkException(
                        network,
                        "does not name its classes, and answers the same class to most samples of two values of the column \"%s\", or has none of one, so that their order does not show; see that --mean, --scale and --colour are those it was trained with, or name them in their order with --labels"
                            .formatted(column)));
    return new ClassNames(
        network.withCard(network.card().withLabels(order.labels())), Optional.of(order));
  }

  private static void requireAsMany(
      TensorSpec output, List<String> values, String column, Network network) {
    int classes = output.shape().size();
    if (classes != values.size()) {
      throw new UnsuitableNetworkException(
          network,
          "answers %d classes without names in its output \"%s\", and the column \"%s\" has the %d values %s; name the classes in their order with --labels"
              .formatted(classes, output.name(), column, values.size(), values));
    }
  }

  private static void requireSorted(
      Network network,
      PreparedSamples captures,
      List<Sample> learning,
      List<String> columns,
      Progress progress) {
    // Another number of columns, or of classes, is refused by whoever reads the heads.
    List<String> asked = columns.subList(0, Math.min(columns.size(), network.outputs().size()));
    List<Optional<ClassOrder>> found =
        ClassOrder.find(network, captures, learning, asked, progress);
    for (int i = 0; i < asked.size(); i++) {
      String output = network.outputs().get(i).name();
      String column = asked.get(i);
      List<String> sorted = captures.set().classes(column);
      found
          .get(i)
          .filter(order -> !order.labels().equals(sorted))
          .ifPresent(
              order -> {
                throw new UnsuitableNetworkException(
                    network,
                    "answers in its output \"%s\" in the order %s, and of several outputs the classes are taken in alphabetical order, %s; rename the values of the column \"%s\" so that both are one"
                        .formatted(output, order.labels(), sorted, column));
              });
    }
  }
}
