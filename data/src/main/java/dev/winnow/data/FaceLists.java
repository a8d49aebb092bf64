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

/** Who is on which picture, and of which gender, as collections of faces list it. */
final class FaceLists {
  private static final String LABELS = "labels.csv";

  /** By path, by file name, or by the name of the folder, as the lists have it. */
  private final Map<String, Map<String, String>> labels = new HashMap<>();

  private FaceLists() {}

  static FaceLists ofLfw(Path folder) {
    Path table = folder.resolve(LABELS);
    return Files.exists(table) ? ofTable(table, "file") : ofNameLists(folder);
  }

  static FaceLists ofOrl(Path folder) {
    return ofTable(folder.resolve(LABELS), "identity");
  }

  /** What is known of the picture at a path; nothing if no list has it. */
  Optional<Map<String, String>> labels(String path) {
    Optional<String> folder = Folders.parent(path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (String key : List.of(path, name, folder.orElse(path))) {
      Map<String, String> known = labels.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** How many pictures, or people, are listed. */
  int size() {
    return labels.size();
  }

  private static FaceLists ofTable(Path file, String key) {
    Table table = Table.read(file);
    int keyed = table.column(key);
    int identity = table.column("identity");
    int gender = table.column("gender");
    FaceLists lists = new FaceLists();
    for (Table.Row row : table.rows()) {
      Map<String, String> known = new HashMap<>();
      known.put("identity", row.values().get(identity));
      gender(table, row, row.values().get(gender)).ifPresent(word -> known.put("gender", word));
      lists.labels.put(row.values().get(keyed), known);
    }
    return lists;
  }

  private static Optional<String> gender(Table table, Table.Row row, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "f", "female" -> Optional.of("female");
      case "m", "male" -> Optional.of("male");
      case "" -> Optional.empty();
      default ->
          throw new MalformedDataSetException(
              "%s, line %d, has a gender that is none of F, M, female, male"
                  .formatted(table.what(), row.line()));
    };
  }

  private static FaceLists ofNameLists(Path folder) {
    FaceLists lists = new FaceLists();
    lists.addNames(folder, "female");
    lists.addNames(folder, "male");
    return lists;
  }

  private void addNames(Path folder, String gender) {
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
