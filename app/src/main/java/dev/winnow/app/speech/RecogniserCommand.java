package dev.winnow.app.speech;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.cli.Console;
import dev.winnow.cli.Usage;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Json;
import dev.winnow.speech.SpeechRepository;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow recogniser}: the analyzer of a voice filter's recordings. */
@Command(
    name = "recogniser",
    description =
        "Writes a recogniser of speech into a model repository, for winnow serve; of US English,"
            + " unless Vosk's model is of another language.",
    mixinStandardHelpOptions = true)
public final class RecogniserCommand implements Runnable {
  private final Console console;

  @ArgGroup(multiplicity = "1")
  private Language language = new Language();

  /** What can be said: one of these. */
  static final class Language {
    private static final String ENGLISH = "en-us";

    @Option(
        names = "--grammar",
        paramLabel = "FILE",
        description = "What can be said: a JSGF grammar, which ends in .gram.")
    private Optional<Path> grammar = Optional.empty();

    @Option(
        names = "--language-model",
        paramLabel = "FILE|en-us",
        description =
            "What can be said: n-grams in ARPA's format (.lm) or Sphinx's binary one (.lm.bin), or"
                + " en-us: any sentence, by the model that comes along; slow.")
    private Optional<String> model = Optional.empty();

    @Option(
        names = "--vosk",
        paramLabel = "FOLDER",
        description = "Folder of a Vosk model; Vosk must have been added, see docs/voice.md.")
    private Optional<Path> vosk = Optional.empty();

    private AnalyzerSpec write(Path repository, String name, String version) {
      if (vosk.isPresent()) {
        return SpeechRepository.writeVosk(repository, name, version, vosk.get());
      }
      return model.filter(ENGLISH::equals).isPresent()
          ? SpeechRepository.writeEnglish(repository, name, version)
          : SpeechRepository.write(repository, name, version, file());
    }

    private Path file() {
      return grammar
          .or(() -> model.map(Path::of))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "give what can be said: --grammar, --language-model or --vosk"));
    }

    private String text() {
      return vosk.or(() -> grammar).map(Path::toString).or(() -> model).orElseThrow();
    }
  }

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
    AnalyzerSpec written = Usage.valid(command, () -> language.write(repository, name, version));
    if (json) {
      ObjectNode line = Json.object().put("repository", repository.toString());
      line.set("analyzer", written.toJson());
      console.result(Json.line(line));
    } else {
      console.result(
          "cloud      %s: what %s says, in words%n%nNext: winnow serve %s"
              .formatted(repository, language.text(), repository));
    }
  }
}
