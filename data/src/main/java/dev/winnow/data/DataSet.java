package dev.winnow.data;

import dev.winnow.core.Digest;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Labelled samples in files: a folder with {@code dataset.json} (a {@link DataCard}) and {@code
 * samples.csv} (a {@link Sample} a row: the column {@code path}, one column per label, optionally
 * {@code split}). The files themselves may lie elsewhere and are opened only when asked for.
 */
public final class DataSet {
  static final String CARD = "dataset.json";
  static final String SAMPLES = "samples.csv";

  private final DataCard card;
  private final Path root;
  private final List<String> columns;
  private final List<Sample> samples;

  DataSet(DataCard card, Path root, List<String> columns, List<Sample> samples) {
    this.card = card;
    this.root = root;
    this.columns = List.copyOf(columns);
    this.samples = List.copyOf(samples);
  }

  /**
   * Reads and checks a data set, without opening the samples' files.
   *
   * @throws MalformedDataSetException if one of the two files is missing or {@code samples.csv}
   *     cannot be understood, or if the samples' files have moved away
   * @throws MalformedJsonException if {@code dataset.json} cannot be understood
   * @throws UncheckedIOException if a file cannot be read
   */
  public static DataSet open(Path folder) {
    DataCard card = readCard(folder);
    return checked(folder, card, CsvTable.read(required(folder, SAMPLES)));
  }

  /**
   * All captures of a folder and the folders below it as samples without labels, in order of their
   * paths. Hidden files, what systems leave behind, and files of other kinds are left out.
   *
   * @throws MalformedDataSetException if there is no such folder or no such capture in it
   */
  public static DataSet ofFolder(Path folder, Modality modality) {
    Folders.Found found = Folders.find(folder, modality);
    requireSome(found.paths().size(), folder, modality, found.leftOut());
    List<Sample> samples = found.paths().stream().map(path -> Sample.of(path, Map.of())).toList();
    DataCard card = DataCard.of(Folders.name(folder), modality.kind());
    return new DataSet(card, folder, List.of(), samples);
  }

  /**
   * Writes {@code dataset.json} and {@code samples.csv} into a folder, made if need be. The
   * samples' files must be there already.
   *
   * @throws MalformedDataSetException if the folder already holds a data set, or if {@link #open}
   *     would refuse this one; nothing is written then
   * @throws UncheckedIOException if the files cannot be written
   */
  public static DataSet write(
      Path folder, DataCard card, List<String> columns, List<Sample> samples) {
    if (Files.exists(folder.resolve(CARD)) || Files.exists(folder.resolve(SAMPLES))) {
      throw new MalformedDataSetException(
          folder + " already holds a data set; name another folder or remove it first");
    }
    String text = new SampleTable(columns, samples).text();
    byte[] table = text.getBytes(StandardCharsets.UTF_8);
    DataSet set = checked(folder, card, CsvTable.parse(folder.resolve(SAMPLES).toString(), table));
    try {
      Files.createDirectories(folder);
      AtomicFile.write(folder.resolve(SAMPLES), out -> out.write(table));
      byte[] json = Json.pretty(card.toJson()).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.resolve(CARD), out -> out.write(json));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder + ": " + e.getMessage(), e);
    }
    return set;
  }

  /** What the data set says about itself. */
  public DataCard card() {
    return card;
  }

  /** The names of the label columns, as they stand in {@code samples.csv}. */
  public List<String> columns() {
    return columns;
  }

  /** All samples, in the order of {@code samples.csv}. */
  public List<Sample> samples() {
    return samples;
  }

  /**
   * Where a sample's file is expected.
   *
   * @throws UnreadableCaptureException if no file can have its path here: the program runs without
   *     the character set that the path needs
   */
  public Path file(Sample sample) {
    try {
      return root.resolve(sample.path());
    } catch (InvalidPathException e) {
      throw new UnreadableCaptureException(
          sample.path(),
          "no file can have this name in the locale that the program runs in, set LC_ALL=C.UTF-8",
          e);
    }
  }

  /**
   * The distinct labels in a column, or in several joined by {@code +}, sorted; samples whose label
   * is not known add none.
   *
   * @throws NoSuchColumnException if there is no such column
   */
  public List<String> classes(String column) {
    requireColumn(column);
    return samples.stream()
        .flatMap(sample -> sample.label(column).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The columns of this set that a name joins by {@code +}; itself if it is one. */
  public List<String> joined(String column) {
    requireColumn(column);
    return columns.contains(column) ? List.of(column) : Sample.parts(column).toList();
  }

  /** What a network does to images, with this data set's crop if it states one. */
  public ImageSpec framed(ImageSpec network) {
    return card.crop().map(network::withCrop).orElse(network);
  }

  /**
   * A digest over everything that a result can depend on: the modality, crop, sample rate and
   * channels, the rows of {@code samples.csv} in their order, and the content of every file. Name,
   * licence, source and place do not count, so a copy elsewhere has the same digest.
   *
   * <p>Costs one reading of every file. A file that cannot be read counts as such.
   */
  public Digest digest() {
    Map<String, String> known = new ConcurrentHashMap<>();
    String contents =
        samples.parallelStream()
            .map(sample -> known.computeIfAbsent(sample.path(), path -> content(sample)))
            .collect(Collectors.joining("\n"));
    String text =
        String.join(
            "\n",
            card.modality().word(),
            card.crop().map(Double::toHexString).orElse(""),
            recorded(card),
            new SampleTable(columns, samples).text(),
            contents);
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Where there are no channels, nothing is said about them. */
  private static String recorded(DataCard card) {
    String rate = card.sampleRate().map(Double::toHexString).orElse("");
    return card.channels().isEmpty() ? rate : rate + " " + String.join(",", card.channels());
  }

  static void requireSome(long captures, Path folder, Modality modality, LeftOut leftOut) {
    if (captures == 0) {
      String rest =
          leftOut.sentences().stream().map(text -> "; " + text).reduce("", String::concat);
      throw new MalformedDataSetException(
          "there is no " + modality.kind().word() + " in " + folder + rest);
    }
  }

  void requireColumn(String column) {
    NoSuchColumnException.unlessAmong(columns, column, card.name());
  }

  private String content(Sample sample) {
    try {
      return Digest.ofFile(file(sample)).text();
    } catch (IOException | UnreadableCaptureException e) {
      return "unreadable";
    }
  }

  private boolean isThere(Sample sample) {
    try {
      return Files.exists(file(sample));
    } catch (UnreadableCaptureException e) {
      return false;
    }
  }

  private static DataSet checked(Path folder, DataCard card, CsvTable table) {
    Path root = root(folder, card);
    SampleTable rows = SampleTable.of(table);
    DataSet set = new DataSet(card, root, rows.columns(), rows.samples());
    if (set.samples.stream().noneMatch(set::isThere)) {
      throw new MalformedDataSetException(
          "none of the files of %s is in %s; if they moved, name their folder as \"root\" in %s"
              .formatted(folder.resolve(SAMPLES), root, CARD));
    }
    return set;
  }

  private static Path root(Path folder, DataCard card) {
    try {
      return folder.resolve(card.root().orElse("")).normalize();
    } catch (InvalidPathException e) {
      throw new MalformedDataSetException(
          folder.resolve(CARD) + ".root is a path that no folder can have", e);
    }
  }

  private static DataCard readCard(Path folder) {
    Path file = required(folder, CARD);
    try {
      return DataCard.fromJson(Json.readObject(file.toString(), Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Path required(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new MalformedDataSetException(
          "%s is no data set: it lacks %s; make one with winnow import".formatted(folder, name));
    }
    return file;
  }
}
