package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.cli.Console;
import dev.winnow.cli.Units;
import dev.winnow.core.Json;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.learn.transfer.HeadSettings;
import dev.winnow.learn.transfer.HeadTraining;
import dev.winnow.learn.transfer.TrainedHead;
import dev.winnow.modalities.Modalities;
import dev.winnow.onnx.Network;
import java.nio.file.Path;

/**
 * {@code winnow train --backbone}: a head over a network of somebody else.
 *
 * @param console where results and progress go
 * @param options of the backbone
 * @param out the ONNX file to write
 * @param json whether results are one JSON object
 */
record BackboneTraining(Console console, BackboneOptions options, Path out, boolean json) {
  /** Trains, writes the network and says how good it is. */
  void run(
      Network backbone, DataSet set, Partition partition, String column, long seed, int threads) {
    TrainedHead trained =
        HeadTraining.run(
            backbone,
            set,
            Modalities.of(set.card().modality()),
            partition,
            column,
            new HeadSettings(options.head(), options.cut(), seed, threads),
            console.progress("training"));
    trained.network().write(out);
    if (json) {
      console.out().println(Json.line(toJson(trained)));
      return;
    }
    console
        .out()
        .printf(
            "%s: a head on \"%s\"; right on %,d validation samples %s, on %,d test samples %s"
                + " (balanced %s)%n",
            out,
            trained.tensor(),
            trained.validation().samples(),
            Units.percent(trained.validation().plain()),
            trained.test().samples(),
            Units.percent(trained.test().plain()),
            Units.percent(trained.test().balanced()));
    console.out().println("Next: winnow inspect " + out);
  }

  private ObjectNode toJson(TrainedHead trained) {
    ObjectNode object =
        Json.object().put("network", out.toString()).put("tensor", trained.tensor());
    object.set("validation", trained.validation().toJson());
    object.set("test", trained.test().toJson());
    object.set("provenance", trained.provenance().toJson());
    return object;
  }
}
