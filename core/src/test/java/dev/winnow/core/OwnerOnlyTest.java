package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @TempDir Path folder;

  @Test
  void violation_fileMadeForItsOwner_isNone() throws IOException {
    Path file = Files.createFile(folder.resolve("mine"), OwnerOnly.file(folder));
    Path inner = Files.createDirectory(folder.resolve("ours"), OwnerOnly.folder(folder));

    assertEquals(Optional.empty(), OwnerOnly.violation(file));
    assertEquals(Optional.empty(), OwnerOnly.violation(inner));
  }

  @Test
  void violation_othersMayRead_saysTheRights() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = Files.createFile(folder.resolve("open"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertEquals(Optional.of("rw-r-----"), OwnerOnly.violation(file));
  }
}
