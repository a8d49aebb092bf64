package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.data.DataSet;
import dev.winnow.data.Importers;
import dev.winnow.data.Modality;
import dev.winnow.portraits.Portraits;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow import}: a data set of what is already on disk, without copying it. */
@Command(
    name = "import",
    description =
        "Makes a data set: writes dataset.json and samples.csv, leaves the files in place.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "KIND")
final class ImportCommand {
  private static final Modality IMAGES = Modalities.of(InputSpec.Kind.IMAGE);

  private final Console console;

  ImportCommand(Console console) {
    this.console = console;
  }

  /** Where the data set goes, for every kind. */
  static final class Target {
    @Option(names = "--out", required = true, paramLabel = "SET", description = "Its folder.")
    private Path out = Path.of("");

    @Option(names = "--json", description = "Print one JSON object instead.")
    private boolean json;
  }

  @Command(
      name = "lfw",
      description = "Labeled Faces in the Wild: a folder per person, and labels or name lists.",
      mixinStandardHelpOptions = true)
  void lfw(@Parameters(paramLabel = "DIR") Path folder, @Mixin Target target) {
    report(Importers.lfw(folder, target.out, IMAGES), target);
  }

  @Command(
      name = "orl",
      description = "The AT&T Database of Faces: a folder of PGM per person, and labels.csv.",
      mixinStandardHelpOptions = true)
  void orl(@Parameters(paramLabel = "DIR") Path folder, @Mixin Target target) {
    report(Importers.orl(folder, target.out, IMAGES), target);
  }

  @Command(
      name = "folder",
      description = "A folder with one folder of images per class.",
      mixinStandardHelpOptions = true)
  void folder(
      @Parameters(paramLabel = "DIR") Path folder,
      @Option(
              names = "--label",
              paramLabel = "COLUMN",
              defaultValue = "label",
              description = "Name of the label column (default: ${DEFAULT-VALUE}).")
          String column,
      @Mixin Target target) {
    report(Importers.folder(folder, column, target.out, IMAGES), target);
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
    report(Importers.Imported.whole(set), target);
  }

  private void report(Importers.Imported imported, Target target) {
    DataSet set = imported.set();
    int samples = set.samples().size();
    if (target.json) {
      var object = Json.object().put("set", target.out.toString()).put("samples", samples);
      object.put("unlabelled", imported.unlabelled()).put("missing", imported.missing());
      var classes = object.putObject("classes");
      set.columns().forEach(column -> classes.put(column, set.classes(column).size()));
      console.out().println(Json.line(object));
      return;
    }
    console.out().printf("%s: %,d samples%n", target.out, samples);
    for (String column : set.columns()) {
      console.out().printf("label %s: %,d values%n", column, set.classes(column).size());
    }
    if (imported.unlabelled() > 0) {
      console.say("%,d images without a label were left out".formatted(imported.unlabelled()));
    }
    imported.leftOut().sentences().forEach(console::say);
    if (imported.missing() > 0) {
      console.say("%,d files that a list names are not there".formatted(imported.missing()));
    }
  }
}
