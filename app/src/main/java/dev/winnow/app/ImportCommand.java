package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.data.DataSet;
import dev.winnow.data.importing.ImportReport;
import dev.winnow.data.importing.KnownCollection;
import dev.winnow.data.importing.OmittedFiles;
import dev.winnow.portraits.Portraits;
import dev.winnow.synthesis.motion.SyntheticMotion;
import dev.winnow.synthesis.speech.SpokenWords;
import dev.winnow.synthesis.voice.SyntheticVoices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code winnow import}: a data set of what is already on disk, without copying it. */
@Command(
    name = "import",
    description =
        "Makes a data set: writes dataset.json and samples.csv, leaves the files in place.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "KIND")
final class ImportCommand {
  private final Console console;

  private ImportCommand(Console console) {
    this.console = console;
  }

  /**
   * The command with one for any folder, one for each collection that is known, and those that are
   * made up.
   */
  static CommandLine of(Console console) {
    CommandLine line = new CommandLine(new ImportCommand(console));
    line.addSubcommand("folder", new FolderImportCommand(console, Optional.empty()));
    for (KnownCollection each : KnownCollection.values()) {
      CommandLine known = new CommandLine(new FolderImportCommand(console, Optional.of(each)));
      known.getCommandSpec().usageMessage().description(each.about());
      line.addSubcommand(each.word(), known);
    }
    return line;
  }

  /** Where the data set goes, for every kind. */
  static final class Target {
    @Option(names = "--out", required = true, paramLabel = "SET", description = "Its folder.")
    private Path out = Path.of("");

    @Option(names = "--json", description = "Print one JSON object instead.")
    private boolean json;

    Path out() {
      return out;
    }

    void print(Console console, ImportReport report) {
      ImportText text = new ImportText(out, report);
      if (json) {
        console.out().println(text.json());
        return;
      }
      text.lines().forEach(console.out()::println);
      text.notes().forEach(console::say);
    }
  }

  @Command(
      name = "portraits",
      description = "Painted faces of people who do not exist; these are written, not found.",
      mixinStandardHelpOptions = true)
  void portraits(
      @Option(names = "--seed", defaultValue = "1", description = "Default: 1.") long seed,
      @Mixin Target target) {
    DataSet set =
        Portraits.withSeed(seed).write(target.out, console.progress("painting portraits"));
    target.print(console, new ImportReport(set, List.of(), OmittedFiles.NONE));
  }

  @Command(
      name = "voices",
      description = "Words of people who do not exist; these are written, not found.",
      mixinStandardHelpOptions = true)
  void voices(
      @Option(names = "--seed", defaultValue = "1", description = "Default: 1.") long seed,
      @Mixin Target target) {
    DataSet set =
        SyntheticVoices.withSeed(seed).write(target.out, console.progress("speaking words"));
    target.print(console, new ImportReport(set, List.of(), OmittedFiles.NONE));
  }

  @Command(
      name = "spoken-digits",
      description =
          "English digits said by people who do not exist, for recognisers of speech; written, not"
              + " found.",
      mixinStandardHelpOptions = true)
  void spokenDigits(
      @Option(names = "--seed", defaultValue = "1", description = "Default: 1.") long seed,
      @Mixin Target target) {
    DataSet set = SpokenWords.withSeed(seed).write(target.out, console.progress("saying digits"));
    target.print(console, new ImportReport(set, List.of(), OmittedFiles.NONE));
  }

  @Command(
      name = "motion",
      description =
          "Movements of people who do not exist, as a telephone measures them; written, not found.",
      mixinStandardHelpOptions = true)
  void motion(
      @Option(names = "--seed", defaultValue = "1", description = "Default: 1.") long seed,
      @Mixin Target target) {
    DataSet set =
        SyntheticMotion.withSeed(seed).write(target.out, console.progress("moving people"));
    target.print(console, new ImportReport(set, List.of(), OmittedFiles.NONE));
  }
}
