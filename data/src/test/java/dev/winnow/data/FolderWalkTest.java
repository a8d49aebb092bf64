package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them: one oddity is counted and named, and everything else is read. */
class FolderWalkTest {
  @TempDir Path folder;

  @Test
  void leftOut_filesOfOtherKinds_areCountedAndNamedByKind() {
    for (int i = 1; i <= 5; i++) {
      Fixtures.write(folder.resolve("holiday/" + i + ".jpg"), "HEIC");
    }
    Fixtures.write(folder.resolve("a.jpg"), "x");
    Fixtures.write(folder.resolve("notes.txt"), "x");

    try (CaptureStream stream = CaptureStream.ofFolder(folder, ByteModality.IMAGES)) {
      assertEquals(
          List.of(
              "6 files left out: 5 HEIC (holiday/1.jpg, holiday/2.jpg, holiday/3.jpg, …),"
                  + " 1 other (notes.txt); turn HEIC on to read it"),
          stream.leftOut().sentences());
      assertEquals(List.of("a.jpg"), sources(stream));
    }
  }

  @Test
  void leftOut_nothingElse_saysNothing() {
    Fixtures.write(folder.resolve("a.jpg"), "x");

    try (CaptureStream stream = CaptureStream.ofFolder(folder, ByteModality.IMAGES)) {
      assertEquals(List.of(), stream.leftOut().sentences());
    }
  }

  @Test
  void ofFolder_onlyOtherKinds_saysWhichInsteadOfNothing() {
    Fixtures.write(folder.resolve("1.jpg"), "HEIC");

    for (var open : List.<Runnable>of(this::openStream, this::openSet)) {
      var refusal = assertThrows(MalformedDataSetException.class, open::run);
      assertEquals(
          "there is no image in "
              + folder
              + "; 1 file left out: 1 HEIC (1.jpg); turn HEIC on to read it",
          refusal.getMessage());
    }
  }

  /** Of macOS, Synology, QNAP, Windows and desktops of Linux. */
  @Test
  void ofFolder_whatSystemsLeaveBehind_isNeitherCaptureNorCounted() {
    Fixtures.write(folder.resolve("ann/1.jpg"), "x");
    for (String leftover :
        List.of(
            "._1.jpg",
            "ann/._1.jpg",
            "__MACOSX/ann/1.jpg",
            "@eaDir/1.jpg/SYNOPHOTO_THUMB_M.jpg",
            "ann/@eaDir/1.jpg",
            "#recycle/1.jpg",
            ".Trash/1.jpg",
            ".thumbnails/1.jpg",
            "$RECYCLE.BIN/1.jpg",
            "System Volume Information/1.jpg",
            "Thumbs.db",
            "ann/desktop.ini",
            ".DS_Store")) {
      Fixtures.write(folder.resolve(leftover), "x");
    }

    Folders.Found found = Folders.find(folder, ByteModality.IMAGES);

    assertEquals(1, found.paths().size(), found.toString());
    assertEquals(LeftOut.NOTHING, found.leftOut());
  }

  @Test
  void ofFolder_linkToAFolderAroundIt_isNamedAndTheRestRead() throws IOException {
    Fixtures.write(folder.resolve("a/1.png"), "x");
    Files.createSymbolicLink(folder.resolve("a/back"), folder);

    try (CaptureStream stream = CaptureStream.ofFolder(folder, ByteModality.IMAGES)) {
      assertEquals(List.of("a/1.png"), sources(stream));
      assertEquals(
          List.of("1 folder left out: 1 that leads back to a folder around it (a/back)"),
          stream.leftOut().sentences());
    }
  }

  /** Two links to one folder are no loop. */
  @Test
  void ofFolder_linkToAFolderBesideIt_isFollowed() throws IOException {
    Fixtures.write(folder.resolve("a/1.png"), "x");
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));

    try (CaptureStream stream = CaptureStream.ofFolder(folder, ByteModality.IMAGES)) {
      assertEquals(List.of("a/1.png", "b/1.png"), sources(stream));
    }
  }

  @Test
  void ofFolder_folderThatCannotBeListed_isNamedAndTheRestRead() throws IOException {
    Fixtures.write(folder.resolve("1.png"), "x");
    Path closed = Files.createDirectory(folder.resolve("lost+found"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "root may list every folder");

    try (CaptureStream stream = CaptureStream.ofFolder(folder, ByteModality.IMAGES)) {
      assertEquals(List.of("1.png"), sources(stream));
      assertEquals(
          List.of("1 folder left out: 1 that cannot be listed (lost+found)"),
          stream.leftOut().sentences());
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void names_withWhatATerminalObeys_arePrintedEscaped() {
    String name = "a\u001b[31m\nwinnow: all fine\u202egpj.\u0085";

    for (String printed :
        List.of(
            PrintableName.of(name),
            CaptureId.ofFile(name).toString(),
            new UnreadableCaptureException(name, "it is empty").getMessage())) {
      assertTrue(printed.contains("a\\u001b[31m\\nwinnow: all fine\\u202egpj.\\u0085"), printed);
      assertFalse(printed.chars().anyMatch(Character::isISOControl));
    }
    assertEquals("José 😀 -rf", PrintableName.of("José 😀 -rf"));
  }

  private static List<String> sources(CaptureStream stream) {
    List<String> sources = new ArrayList<>();
    for (Optional<Capture> next = stream.next(); next.isPresent(); next = stream.next()) {
      sources.add(next.get().id().source());
    }
    return sources;
  }

  private void openStream() {
    CaptureStream.ofFolder(folder, ByteModality.IMAGES).close();
  }

  private void openSet() {
    DataSet.ofFolder(folder, ByteModality.IMAGES);
  }
}
