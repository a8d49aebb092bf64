package dev.winnow.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Who is on which image, and of which gender, as collections of faces list it. */
final class FaceLists {
  private static final String LABELS = "labels.csv";

  private final Map<String, Map<String, String>> labels = new HashMap<>();

  /** What of an image's path the lists name. */
  private final UnaryOperator<String> key;

  private FaceLists(UnaryOperator<String> key) {
    this.key = key;
  }

  static FaceLists ofLfw(Path folder) {
    Path table = folder.resolve(LABELS);
    if (Files.exists(table)) {
      return new FaceLists(path -> path).readTable(table, "file");
    }
    FaceLists lists = new FaceLists(path -> path.substring(path.lastIndexOf('/') + 1));
    lists.readNames(folder, "female");
    lists.readNames(folder, "male");
    return lists;
  }

  static FaceLists ofOrl(Path folder) {
    FaceLists lists = new FaceLists(path -> Folders.parent(path).orElse(""));
    return lists.readTable(folder.resolve(LABELS), "identity");
  }

  /** What is known of the image at a path; nothing if no list has it. */
  Optional<Map<String, String>> labels(String path) {
    return Optional.ofNullable(labels.get(key.apply(path)));
  }

  /** How many images, or people, are listed. */
  int size() {
    return labels.size();
  }

  private FaceLists readTable(Path file, String named) {
    CsvTable table = CsvTable.read(file);
    int name = table.column(named);
    int identity = table.column("identity");
    int gender = table.column("gender");
    for (CsvTable.Row row : table.rows()) {
      Map<String, String> known = new HashMap<>();
      known.put("identity", row.values().get(identity));
      gender(table, row, row.values().get(gender)).ifPresent(word -> known.put("gender", word));
      labels.put(row.values().get(name), known);
    }
    return this;
  }

  private static Optional<String> gender(CsvTable table, CsvTable.Row row, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "f", "female" -> Optional.of("female");
      case "m", "male" -> Optional.of("male");
      case "", "nan" -> Optional.empty();
      default ->
          throw new MalformedDataSetException(
              "%s, line %d, has a gender that is none of F, M, female, male"
                  .formatted(table.what(), row.line()));
    };
  }

  private void readNames(Path folder, String gender) {
    Path list = nameList(folder, gender + "_names.txt");
    try {
      for (String line : Files.readAllLines(list)) {
        String name = line.strip();
        // Aaron_Eckhart_0001.jpg shows Aaron_Eckhart.
        int number = name.lastIndexOf('_');
        if (number > 0) {
          labels.put(name, Map.of("identity", name.substring(0, number), "gender", gender));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + list + ": " + e.getMessage(), e);
    }
  }

  private static Path nameList(Path folder, String name) {
    for (Path place : List.of(folder, folder.resolve(".."))) {
      if (Files.exists(place.resolve(name))) {
        return place.resolve(name);
      }
    }
    throw new MalformedDataSetException(
        "nothing in or beside %s tells the genders: put labels.csv there, or male_names.txt and"
                .formatted(folder)
            + " female_names.txt, or use winnow import folder");
  }
}
