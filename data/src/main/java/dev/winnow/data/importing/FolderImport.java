package dev.winnow.data.importing;

import dev.winnow.data.CsvTable;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Folders;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import dev.winnow.data.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a data set of a folder's files. Only {@code dataset.json} and {@code samples.csv} are
 * written; the captures stay where they are, and of each the first bytes are read, or all if they
 * are to be divided into windows.
 */
public final class FolderImport {
  private final Path folder;
  private final ImportPlan plan;
  private final ListedFiles listed;
  private final KnownFiles known = new KnownFiles();
  private final List<String> unfit = new ArrayList<>();

  private FolderImport(Path folder, ImportPlan plan, ListedFiles listed) {
    this.folder = folder;
    this.plan = plan;
    this.listed = listed;
  }

  /**
   * Makes a data set.
   *
   * @param folder of the captures, and of the folders that hold them
   * @param plan how
   * @param out folder of the data set
   * @param modalities of which the one with most files in the folder is taken
   * @throws MalformedDataSetException if no capture gets a label, a table cannot be understood or
   *     finds no file, or {@code out} already holds a data set
   */
  public static ImportReport run(
      Path folder, ImportPlan plan, Path out, List<Modality> modalities) {
    ListedFiles listed = ListedFiles.of(folder, plan, modalities);
    return new FolderImport(folder, plan, listed).written(out);
  }

  private ImportReport written(Path out) {
    readPaths();
    List<JoinedTable> tables = new ArrayList<>();
    FileIndex index = new FileIndex(folder, known.paths());
    for (TableSource source : plan.tables()) {
      CsvTable table = TableReader.read(source);
      tables.add(TableJoin.join(table, source, known, index));
    }
    DataCard card = plan.card().apply(card());
    OmittedWindows windows =
        plan.scope()
            .windows()
            .map(parts -> new WindowDivision(parts, listed.modality(), card.sampleRate()))
            .map(division -> division.divide(folder, known, plan.edits()))
            .orElse(OmittedWindows.NONE);
    KnownSamples made = KnownSamples.of(known, plan.edits());
    List<Sample> samples = made.samples();
    if (samples.isEmpty()) {
      throw new MalformedDataSetException(
          "%s has no labelled %s; say what its folders are with --label, what paths say with --pattern, or where labels stand with --table"
              .formatted(folder, listed.modality().kind().word()));
    }
    DataCard placed = Folders.root(folder, out).map(card::withRoot).orElse(card);
    DataSet set = DataSet.write(out, placed, made.columns(), samples);
    OmittedFiles leftOut =
        new OmittedFiles(listed.others(), listed.excluded(), unfit, made.unlabelled(), windows);
    return new ImportReport(set, tables, leftOut);
  }

  private DataCard card() {
    return DataCard.of(Folders.name(folder), listed.modality().kind());
  }

  private void readPaths() {
    if (plan.pattern().isPresent()) {
      readPaths(plan.pattern().get());
      return;
    }
    boolean isLabelled =
        !plan.tables().isEmpty() || plan.scope().windows().flatMap(WindowPlan::column).isPresent();
    Optional<String> label =
        plan.label().or(() -> Optional.of(ImportPlan.LABEL).filter(name -> !isLabelled));
    FolderLevels levels = FolderLevels.of(listed.paths(), label);
    known.declare(levels.columns());
    listed.paths().forEach(path -> known.add(path, levels.values(path)));
  }

  private void readPaths(PathPattern pattern) {
    known.declare(pattern.columns());
    for (String path : listed.paths()) {
      Optional<Map<String, String>> values = pattern.match(path);
      values.ifPresentOrElse(said -> known.add(path, said), () -> unfit.add(path));
    }
    if (known.paths().isEmpty()) {
      throw new MalformedDataSetException(
          "the pattern \"%s\" fits none of the %d files in %s, such as %s"
              .formatted(pattern, unfit.size(), folder, unfit.get(0)));
    }
  }
}
