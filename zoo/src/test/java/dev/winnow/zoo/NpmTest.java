package dev.winnow.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs shell scripts in npm's place: what npm prints below was printed by npm 11. */
class NpmTest {
  @TempDir Path folder;

  private final byte[] tarball = Tarballs.of(Map.of("package/a.bin", new byte[] {1, 2, 3}));
  private final NpmPackage wanted = Tarballs.pinned(tarball);

  @BeforeEach
  void publish() throws IOException {
    Files.write(folder.resolve("published.tgz"), tarball);
  }

  private Npm npm(String... script) throws IOException {
    Path file = folder.resolve("npm");
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", script) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Npm(file.toString());
  }

  private String refusal(Npm npm) {
    return assertThrows(FetchFailedException.class, () -> npm.pack(wanted)).getMessage();
  }

  @Test
  void pack_npmDelivers_packageIsReadAndNothingStays() throws IOException {
    Npm npm =
        npm(
            "echo \"$*\" > '" + folder + "/arguments'",
            "pwd > '" + folder + "/where'",
            "cp '" + folder + "/published.tgz' scope-faces-1.0.0.tgz");

    Tarball packed = npm.pack(wanted);

    assertArrayEquals(new byte[] {1, 2, 3}, packed.file("package/a.bin", 3));
    assertEquals(
        List.of("pack @scope/faces@1.0.0 --ignore-scripts"),
        Files.readAllLines(folder.resolve("arguments")));
    assertTrue(Files.notExists(Path.of(Files.readString(folder.resolve("where")).strip())));
  }

  @Test
  void pack_otherBytes_areRefused() throws IOException {
    Npm npm = npm("echo tampered > scope-faces-1.0.0.tgz");

    assertThrows(RefusedPackageException.class, () -> npm.pack(wanted));
  }

  @Test
  void pack_npmMissing_saysHowToGetIt() {
    assertEquals(
        "npm, which is needed to fetch @scope/faces@1.0.0, cannot be started; install Node.js,"
            + " which brings npm, or run \"npm pack @scope/faces@1.0.0\" elsewhere and pass the"
            + " file with --from",
        refusal(new Npm(folder.resolve("no-npm-here").toString())));
  }

  @Test
  void pack_registryUnreachable_saysWhatNpmSaidInShort() throws IOException {
    Npm npm =
        npm(
            "echo 'npm warn Unknown user config \"x\".' >&2",
            "echo 'npm error code ENOTFOUND' >&2",
            "echo 'npm error syscall getaddrinfo' >&2",
            "echo 'npm error errno ENOTFOUND' >&2",
            "echo 'npm error request to https://me:secret@nowhere.invalid/faces failed' >&2",
            "echo 'npm error A complete log of this run can be found in: x.log' >&2",
            "exit 1");

    assertEquals(
        "npm could not fetch @scope/faces@1.0.0 (exit code 1: code ENOTFOUND, request to"
            + " https://nowhere.invalid/faces failed); check the connection to the registry, or"
            + " run \"npm pack @scope/faces@1.0.0\" elsewhere and pass the file with --from",
        refusal(npm));
  }

  @Test
  void pack_nothingDelivered_isAFailure() throws IOException {
    assertTrue(refusal(npm("exit 0")).contains("(exit code 0: no reason given)"));
  }

  @Test
  void pack_interrupted_endsNpmAndKeepsTheInterrupt() throws IOException {
    Npm npm = npm("exec sleep 600");
    Thread.currentThread().interrupt();

    assertTrue(refusal(npm).contains("was interrupted"));
    assertTrue(Thread.interrupted());
  }
}
