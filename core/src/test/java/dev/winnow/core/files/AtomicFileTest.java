package dev.winnow.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void write_interrupted_leavesWhatWasThereAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");

    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(1);
                  throw new IOException("the disk is full");
                }));

    assertEquals("before", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void write_newFile_hasTheRightsOfAnyNewFile() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = folder.resolve("file");

    AtomicFile.write(file, out -> out.write(1));

    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
  }
}
