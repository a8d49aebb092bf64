package dev.winnow.edge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.InputSpec;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import dev.winnow.modalities.Modalities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which captures appear. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folders in.
@Timeout(60)
class WatchedFolderTest {
  private static final Modality IMAGES = Modalities.of(InputSpec.Kind.IMAGE);

  /** Nothing is whole for not having changed, and nobody looks through all again. */
  private static final WatchedFolder.Pace PATIENT =
      new WatchedFolder.Pace(Duration.ofDays(1), Duration.ofDays(1));

  private static final WatchedFolder.Pace QUICK =
      new WatchedFolder.Pace(Duration.ofMillis(20), Duration.ofMillis(50));

  @TempDir private Path folder;
  @TempDir private Path beside;

  private CaptureStream open(WatchedFolder.Pace pace) {
    return WatchedFolder.open(folder, "watch:hall", IMAGES, pace);
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "something");
  }

  /** A file of long ago. */
  private static Path old(Path file) throws IOException {
    write(file);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
  }

  private static String next(CaptureStream stream) {
    return stream.next().orElseThrow().id().source();
  }

  private static List<String> rest(CaptureStream stream) {
    stream.stop();
    List<String> rest = new ArrayList<>();
    for (var next = stream.next(); next.isPresent(); next = stream.next()) {
      rest.add(next.get().id().source());
    }
    return rest;
  }

  @Test
  void next_filesThatWereThere_comeFirstInOrderOfPaths() throws IOException {
    for (String name : List.of("b/2.png", "a.png", "b.png", ".hidden.png", "c.png.part", "d.txt")) {
      old(folder.resolve(name));
    }
    old(folder.resolve("c.png.tmp"));
    old(folder.resolve(".trash/e.png"));
    try (CaptureStream stream = open(PATIENT)) {
      assertEquals("watch:hall/a.png", next(stream));
      assertEquals("watch:hall/b.png", next(stream));
      assertEquals("watch:hall/b/2.png", next(stream));
      assertEquals(List.of(), rest(stream));
    }
  }

  @Test
  void next_fileRenamedIntoPlace_comesAtOnceAndOneThatIsWrittenDoesNot() throws IOException {
    old(folder.resolve("a.png"));
    try (CaptureStream stream = open(PATIENT)) {
      assertEquals("watch:hall/a.png", next(stream));
      write(folder.resolve("b.png"));
      Path hidden = write(folder.resolve(".c.png.tmp"));
      Files.move(hidden, folder.resolve("c.png"));

      assertEquals("watch:hall/c.png", next(stream));
      assertEquals(List.of(), rest(stream));
    }
  }

  @Test
  void next_fileWrittenInPlace_comesOnceItIsQuiet() throws IOException {
    old(folder.resolve("a.png"));
    try (CaptureStream stream = open(new WatchedFolder.Pace(QUICK.quiet(), PATIENT.rescan()))) {
      assertEquals("watch:hall/a.png", next(stream));
      write(folder.resolve("b.png"));

      assertEquals("watch:hall/b.png", next(stream));
      assertEquals(
          "something",
          new String(
              CaptureStream.ofFolder(folder, IMAGES).next().orElseThrow().content().bytes(),
              StandardCharsets.UTF_8));
    }
  }

  @Test
  void next_folderThatAppears_isWatchedToo() throws IOException {
    old(folder.resolve("a.png"));
    old(beside.resolve("garden/1.png"));
    try (CaptureStream stream = open(PATIENT)) {
      assertEquals("watch:hall/a.png", next(stream));
      Files.move(beside.resolve("garden"), folder.resolve("garden"));
      assertEquals("watch:hall/garden/1.png", next(stream));
      Files.move(write(folder.resolve("garden/.2")), folder.resolve("garden/2.png"));

      assertEquals("watch:hall/garden/2.png", next(stream));
    }
  }

  /** What looking through all again finds is known, unless it was written anew. */
  @Test
  void next_fileTakenBefore_comesAgainOnlyWhenItHasChanged() throws IOException {
    old(folder.resolve("a.png"));
    try (CaptureStream stream = open(QUICK)) {
      assertEquals("watch:hall/a.png", next(stream));
      write(folder.resolve("b.png"));
      assertEquals("watch:hall/b.png", next(stream));
      write(folder.resolve("a.png"));

      assertEquals("watch:hall/a.png", next(stream));
      assertEquals(List.of(), rest(stream));
    }
  }

  @Test
  void next_folderThatIsGone_failsWithASentence() throws IOException {
    Path hall = Files.createDirectory(beside.resolve("hall"));
    old(hall.resolve("a.png"));
    try (CaptureStream stream = WatchedFolder.open(hall, "watch:hall", IMAGES, PATIENT)) {
      assertEquals("watch:hall/a.png", next(stream));
      Files.delete(hall.resolve("a.png"));
      Files.delete(hall);

      var e = assertThrows(MalformedDataSetException.class, stream::next);
      assertTrue(e.getMessage().contains("cannot be watched any more"), e::getMessage);
    }
  }

  @Test
  void next_stopped_endsAndSaysSoEverAfter() {
    try (CaptureStream stream = open(PATIENT)) {
      stream.stop();

      assertEquals(Optional.empty(), stream.next());
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  void open_noFolder_isRefused() {
    Source nowhere = Source.parse("watch:" + folder.resolve("none"));
    var e = assertThrows(MalformedDataSetException.class, () -> nowhere.open(IMAGES));

    assertTrue(e.getMessage().contains("there is no folder"), e::getMessage);
  }
}
