package dev.winnow.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileIndexTest {
  private static final Path FOLDER = Path.of("/data/faces");

  private static Optional<String> find(String text, String... paths) {
    return new FileIndex(FOLDER, List.of(paths)).find(text, FOLDER);
  }

  @ParameterizedTest
  @CsvSource({
    "images/1.jpg",
    "./images/1.jpg",
    "images/./1.jpg",
    "images\\1.jpg",
    ".\\images\\1.jpg",
    "faces/images/1.jpg",
    "/data/faces/images/1.jpg",
    "/home/somebody/else/images/1.jpg",
    "C:\\Users\\else\\images\\1.jpg",
    "1.jpg",
    "1.JPG",
    "Images/1.jpg",
    "1",
    "images/1",
  })
  void find_theOnlyFileOfThatName_isFound(String text) {
    assertEquals(Optional.of("images/1.jpg"), find(text, "images/1.jpg", "images/2.jpg"));
  }

  @ParameterizedTest
  @CsvSource({"val/1.jpg", "images/3.jpg", "2", "''", "/home/else/val/1.jpg"})
  void find_anotherFile_isNotFound(String text) {
    assertEquals(Optional.empty(), find(text, "train/1.jpg", "train/x2.jpg"));
  }

  @Test
  void find_nameOfTwoFiles_isNoneUnlessTheTableLiesBeside() {
    FileIndex index = new FileIndex(FOLDER, List.of("train/1.jpg", "val/1.jpg"));

    assertEquals(Optional.empty(), index.find("1.jpg", FOLDER));
    assertEquals(Optional.of("val/1.jpg"), index.find("1.jpg", FOLDER.resolve("val")));
    assertEquals(Optional.of("val/1.jpg"), index.find("val/1.jpg", FOLDER));
  }

  @Test
  void find_namesThatDifferInCase_areToldApart() {
    assertEquals(Optional.of("A.jpg"), find("A.jpg", "a.jpg", "A.jpg"));
  }

  /** An ending that UTKFace doubles is part of the name. */
  @Test
  void find_withoutTheEnding_onlyTheLastIsLeftOut() {
    assertEquals(Optional.of("x.jpg.chip.jpg"), find("x.jpg.chip", "x.jpg.chip.jpg"));
    assertEquals(Optional.empty(), find("x", "x.jpg.chip.jpg"));
  }
}
