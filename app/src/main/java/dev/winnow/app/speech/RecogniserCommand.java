package dev.winnow.app.speech;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.cli.Console;
import dev.winnow.cli.Usage;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Json;
import dev.winnow.speech.SpeechRepository;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow recogniser}: the analyzer of a voice filter's recordings. */
@Command(
    name = "recogniser",
    description =
        "Writes a recogniser of speech in US English into a model repository, for winnow serve.",
    mixinStandardHelpOptions = true)
public final class RecogniserCommand implements Runnable {
  private final Console console;

  @Option(
      names = "--grammar",
      required = true,
      paramLabel = "FILE",
      description = "What can be said: a JSGF grammar, which ends in .gram.")
  private Path grammar = Path.of("");

  @Option(
      names = "--name",
      required = true,
      description =
          "Of the service: what the extractor package whose recordings it takes is called.")
  private String name = "";

  @Option(
      names = "--model-version",
      defaultValue = "1",
      paramLabel = "N",
      description = "Version of the service (default: ${DEFAULT-VALUE}).")
  private String version = "1";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder that receives analyzer/NAME.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  /**
   * @param console takes what was written
   */
  public RecogniserCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Path repository = out.resolve("analyzer");
    AnalyzerSpec written =
        Usage.valid(command, () -> SpeechRepository.write(repository, name, version, grammar));
    if (json) {
      ObjectNode line = Json.object().put("repository", repository.toString());
      line.set("analyzer", written.toJson());
      console.result(Json.line(line));
    } else {
      console.result(
          "cloud      %s: what %s says, in words%n%nNext: winnow serve %s"
              .formatted(repository, grammar, repository));
    }
  }
}
