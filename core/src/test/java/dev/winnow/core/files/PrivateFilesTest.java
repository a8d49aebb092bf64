package dev.winnow.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir Path folder;

  @Test
  void violation_fileMadeForItsOwner_isNone() throws IOException {
    Path file = Files.createFile(folder.resolve("mine"), PrivateFiles.file(folder));
    Path inner = Files.createDirectory(folder.resolve("ours"), PrivateFiles.folder(folder));

    assertEquals(Optional.empty(), PrivateFiles.violation(file));
    assertEquals(Optional.empty(), PrivateFiles.violation(inner));
  }

  @Test
  void violation_othersMayRead_saysTheRights() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = Files.createFile(folder.resolve("open"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertEquals(Optional.of("rw-r-----"), PrivateFiles.violation(file));
  }

  @Test
  void stranger_ownFileOrFolder_isNone() throws IOException {
    assertEquals(Optional.empty(), PrivateFiles.stranger(Files.createFile(folder.resolve("mine"))));
    assertEquals(Optional.empty(), PrivateFiles.stranger(folder));
  }

  @Test
  void stranger_somebodyElsesFile_isNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("theirs"));
    giveAway(file);

    assertEquals(Optional.of(Files.getOwner(file).getName()), PrivateFiles.stranger(file));
  }

  @Test
  void intruders_ownFolder_areNone() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"), PrivateFiles.folder(folder));

    assertEquals(Optional.empty(), PrivateFiles.intruders(own));
  }

  @Test
  void intruders_othersMayWriteOrOwnIt_areSaid() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path open = Files.createDirectory(folder.resolve("open"), PrivateFiles.folder(folder));
    for (String permissions : new String[] {"rwxrwx---", "rwx---rwx", "rwx-w----"}) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(permissions));
      assertEquals(Optional.of(permissions), PrivateFiles.intruders(open));
    }
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(Optional.empty(), PrivateFiles.intruders(open));

    giveAway(open);
    assertEquals(Optional.of(Files.getOwner(open).getName()), PrivateFiles.intruders(open));
  }

  /** Only root may. */
  private static void giveAway(Path file) {
    try {
      Files.setAttribute(file, "unix:uid", 54321);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      assumeTrue(false, "files cannot be given away here");
    }
  }
}
