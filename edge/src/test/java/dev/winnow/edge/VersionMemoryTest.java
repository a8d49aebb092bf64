package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Manifest;
import dev.winnow.core.WinnowException;
import dev.winnow.edge.memory.OutdatedExtractorException;
import dev.winnow.edge.memory.UnusableMemoryException;
import dev.winnow.edge.memory.VersionMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node does not go back to an older package, whatever covers it. */
class VersionMemoryTest {
  private final StubServer server = new StubServer();

  @TempDir private Path home;

  @AfterEach
  void close() {
    server.close();
  }

  private Path file() {
    return home.resolve("new/versions.json");
  }

  private VersionMemory memory() {
    return VersionMemory.beside(home.resolve("new/noise.key"));
  }

  private static Manifest manifest(String name, String version) {
    return Tiny.versioned(name, version).manifest();
  }

  private static <E extends WinnowException> void refused(
      Class<E> kind, Runnable run, String part) {
    var e = assertThrows(kind, run::run);
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }

  @Test
  void requireNotOutdated_nothingRemembered_writesNothing() {
    memory().requireNotOutdated(manifest("colour", "3"));

    assertFalse(Files.exists(file()));
  }

  @Test
  void remember_olderVersion_isRefusedAndBothAreNamed() {
    memory().remember(manifest("colour", "12"));
    memory().requireNotOutdated(manifest("colour", "12"));
    memory().requireNotOutdated(manifest("colour", "13"));
    memory().requireNotOutdated(manifest("shape", "1"));

    String sentence = "the extractor colour is of version 9 and this node has run version 12";
    Manifest older = manifest("colour", "9");
    refused(OutdatedExtractorException.class, () -> memory().requireNotOutdated(older), sentence);
    refused(OutdatedExtractorException.class, () -> memory().remember(older), sentence);
  }

  @Test
  void remember_severalServices_keepsTheHighestOfEach() throws IOException {
    memory().remember(manifest("colour", "1"));
    memory().remember(manifest("shape", "7"));
    memory().remember(manifest("colour", "2"));

    String text = Files.readString(file());
    assertTrue(text.contains("\"colour\" : \"2\"") || text.contains("\"colour\": \"2\""), text);
    assertTrue(text.contains("\"7\""), text);
  }

  @Test
  void remember_manyNodesAtOnce_losesNothing() {
    IntStream.rangeClosed(1, 32)
        .parallel()
        .forEach(i -> memory().remember(manifest("service" + i, String.valueOf(i))));

    IntStream.rangeClosed(2, 32)
        .forEach(
            i ->
                refused(
                    OutdatedExtractorException.class,
                    () -> memory().requireNotOutdated(manifest("service" + i, "1")),
                    "has run version " + i));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
  @Test
  void remember_first_letsNobodyElseRead() throws IOException {
    memory().remember(manifest("colour", "1"));
    memory().remember(manifest("colour", "2"));

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("new"))));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
  @Test
  void requireNotOutdated_othersMayWriteIt_isRefused() throws IOException {
    memory().remember(manifest("colour", "1"));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));

    refused(
        UnusableMemoryException.class,
        () -> memory().requireNotOutdated(manifest("colour", "1")),
        "(rw-rw-rw-)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[1]",
        "{\"format\":\"winnow-versions/2\",\"versions\":{}}",
        "{\"format\":\"winnow-versions/1\",\"versions\":{\"colour\":\"0\"}}",
        "{\"format\":\"winnow-versions/1\",\"versions\":{\"colour\":2}}",
        "{\"format\":\"winnow-versions/1\",\"versions\":{\"colour\":\"99999999999\"}}",
        "{\"format\":\"winnow-versions/1\",\"versions\":{},\"more\":1}"
      })
  void open_memoryDamaged_asksNobodyAndLeavesItAlone(String text) throws IOException {
    memory().remember(manifest("colour", "1"));
    Files.writeString(file(), text);

    refused(UnusableMemoryException.class, () -> open("2"), file() + ", cannot be used: it is");
    assertTrue(server.paths.isEmpty());
    assertEquals(text, Files.readString(file()));
  }

  @Test
  void remember_placeThatCannotBe_isRefusedAndNamed() throws IOException {
    Path blocked = Files.createFile(home.resolve("file")).resolve("noise.key");

    refused(
        UnusableMemoryException.class,
        () -> VersionMemory.beside(blocked).remember(manifest("colour", "1")),
        "file/versions.json".replace("/", java.io.File.separator));
  }

  @Test
  void open_olderVersion_asksNobody() {
    memory().remember(manifest("colour", "2"));

    refused(OutdatedExtractorException.class, () -> open("1"), "has run version 2");
    assertTrue(server.paths.isEmpty());
  }

  /** What could not run, as no server had it, is not remembered. */
  @Test
  void open_runs_isRemembered() {
    var model = server.model;
    server.model = null;
    assertThrows(WinnowException.class, () -> open("2"));
    server.model = model;
    open("1");

    assertTrue(Files.exists(file()));
    memory().requireNotOutdated(manifest("colour", "1"));
  }

  private void open(String version) {
    EdgeNode.open(
            Tiny.versioned("colour", version),
            Admission.uncertified(),
            server.address(),
            EdgeOptions.withDefaults(),
            home.resolve("new/noise.key"))
        .close();
  }
}
