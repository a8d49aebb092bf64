package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.EmbeddingStudy;
import dev.winnow.build.PackageOutput;
import dev.winnow.build.StudyData;
import dev.winnow.build.StudyPlan;
import dev.winnow.build.StudyResult;
import dev.winnow.build.UncutNetwork;
import dev.winnow.cli.Console;
import dev.winnow.core.Embedding;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.learn.bottleneck.Bottleneck;
import dev.winnow.learn.bottleneck.TooDearBottleneckException;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What {@code winnow build} does with a data set: it learns embeddings, measures them and writes
 * packages.
 *
 * @param study what was asked for
 * @param json whether the result is printed as one JSON object
 */
record EmbeddingBuild(CommandSpec command, Console console, StudyOptions study, boolean json) {
  /**
   * Builds.
   *
   * @param uncut as the provider owns it
   * @param cut the same, or for images of another size
   * @param tensor where that is cut
   */
  void run(
      PreparedNetwork uncut,
      PreparedNetwork cut,
      String tensor,
      DataSet set,
      List<Embedding> embeddings,
      PackageOutput output) {
    String primary =
        study
            .primary()
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(),
                        "--data needs --primary, the column of the label that the service needs"));
    SplitOptions people = study.people();
    Partition partition = LearningUsage.valid(command, () -> people.partition(set));
    Optional<String> sensitive = LearningUsage.valid(command, () -> people.sensitive(set));
    UncutNetwork labelled = uncut.labelled(set, partition, primary, people.threads(), console);
    Network network =
        cut.equals(uncut)
            ? labelled.network()
            : cut.network()
                .withCard(cut.network().card().withLabels(labelled.network().card().labels()));
    Cut at = network.cut(tensor);
    StudyData data =
        new StudyData(
            cut.captures(set, people.threads()), partition, primary, sensitive, people.seed());
    List<Embedding> wanted = worthwhile(embeddings, network, at);
    EmbeddingPlan plan = LearningUsage.valid(command, () -> study.plan(wanted, cut.input()));
    Provenance provenance = output.provenance().from(people.seed(), set.digest());
    StudyResult built =
        EmbeddingStudy.of(
                LearningUsage.valid(
                    command,
                    () ->
                        new StudyPlan(
                            labelled,
                            network,
                            at,
                            data,
                            plan,
                            output.from(provenance),
                            study.precision())))
            .run(ConsoleStudy.on(console));
    ObjectNode result = built.toJson();
    AtomicFile.writeText(output.folder().resolve("build.json"), Json.pretty(result));
    if (json) {
      console.out().println(Json.line(result));
    } else {
      EmbeddingTable.print(built, cut.input().modality(), console.out());
    }
  }

  /** Of all embeddings, a bottleneck only where its encoder leaves the edge less to compute. */
  private List<Embedding> worthwhile(List<Embedding> asked, Network network, Cut at) {
    if (asked.size() == 1) {
      return asked;
    }
    try {
      Bottleneck.untrained(network, at, 1, study.people().seed());
      return asked;
    } catch (TooDearBottleneckException e) {
      console.say("note: " + e.getMessage());
      return asked.stream().filter(each -> each != Embedding.BOTTLENECK).toList();
    }
  }
}
