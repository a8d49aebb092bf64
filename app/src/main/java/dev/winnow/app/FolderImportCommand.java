package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.cli.Usage;
import dev.winnow.core.InputSpec;
import dev.winnow.data.Modality;
import dev.winnow.data.importing.FolderImport;
import dev.winnow.data.importing.ImportPlan;
import dev.winnow.data.importing.KnownCollection;
import dev.winnow.modalities.Modalities;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow import folder}, and the same for collections whose form is known. */
@Command(
    description =
        "Any folder of images, recordings or series; what they are say their folders and names"
            + " (--label, --pattern) and tables (--table).",
    mixinStandardHelpOptions = true)
final class FolderImportCommand implements Runnable {
  private final Console console;
  private final Optional<KnownCollection> collection;

  @Parameters(paramLabel = "DIR", description = "The folder that holds the files.")
  private Path folder = Path.of("");

  @Option(
      names = "--modality",
      description = "What the files are: ${COMPLETION-CANDIDATES} (default: what most are).")
  private Optional<InputSpec.Kind> modality = Optional.empty();

  @Mixin private ImportOptions options = new ImportOptions();

  @Mixin private ImportCommand.Target target = new ImportCommand.Target();

  @Spec private CommandSpec command = CommandSpec.create();

  FolderImportCommand(Console console, Optional<KnownCollection> collection) {
    this.console = console;
    this.collection = collection;
  }

  @Override
  public void run() {
    ImportPlan asked = Usage.valid(command, options::plan);
    ImportPlan plan = collection.map(each -> each.plan(folder).and(asked)).orElse(asked);
    List<Modality> modalities =
        modality
            .map(Stream::of)
            .orElseGet(() -> Stream.of(InputSpec.Kind.values()))
            .map(Modalities::of)
            .toList();
    target.print(console, FolderImport.run(folder, plan, target.out(), modalities));
  }
}
