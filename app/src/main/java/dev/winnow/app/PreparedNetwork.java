package dev.winnow.app;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.build.ClassNames;
import dev.winnow.build.UncutNetwork;
import dev.winnow.cli.Console;
import dev.winnow.cli.Units;
import dev.winnow.core.InputSpec;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.modalities.Modalities;
import dev.winnow.onnx.Network;
import java.util.List;

/**
 * A network, and how captures are prepared for it.
 *
 * @param network which takes captures so prepared
 */
record PreparedNetwork(Network network, InputSpec input) {
  /** The captures of a set, as the network takes them. */
  PreparedSamples captures(DataSet set, int threads) {
    return PreparedSamples.of(set, Modalities.of(set.card().modality()), input, threads);
  }

  /**
   * The same with names of its classes; a network that does not name them is asked which is which.
   *
   * @param primary column of the label that the service needs
   */
  UncutNetwork labelled(
      DataSet set, Partition partition, String primary, int threads, Console console) {
    PreparedSamples captures = captures(set, threads);
    List<String> columns = network.outputs().size() > 1 ? set.joined(primary) : List.of(primary);
    ClassNames named =
        ClassNames.of(
            network, captures, partition.train(), columns, console.progress("naming classes"));
    named
        .order()
        .ifPresent(
            order ->
                console.say(
                    "note: the network does not name its classes; in their order they are %s, as its answers to %,d samples show, of which it tells %s right (balanced)"
                        .formatted(
                            String.join(", ", order.labels()),
                            order.samples(),
                            Units.percent(order.agreement()))));
    return new UncutNetwork(named.network(), captures);
  }
}
