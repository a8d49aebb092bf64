package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer, guided by the parsers' branches, tries a fixed number of inputs with a fixed seed in a
 * process of its own; it starts from sound files. More: {@code -Dwinnow.fuzz.runs=1000000}.
 */
class FuzzTest {
  private static final String RUNS = System.getProperty("winnow.fuzz.runs", "3000");

  @TempDir private Path folder;

  private static List<byte[]> seeds(Path folder) throws IOException {
    Path file = folder.resolve("seed.extractor");
    Samples.certified().write(file);
    byte[] certificate = Samples.statement().sign(Samples.AUDITOR);
    Revocations revoked = Revocations.of(Set.of(Samples.AUDITOR.publicKey().id()), Samples.ISSUED);
    String policy =
        """
        name: a
        version: 1
        about: b
        effort: quick
        judge: value
        valid-days: 1
        require: [ "a.* <= 0.05", b >= 3 x chance ]
        """;
    return List.of(
        Files.readAllBytes(file),
        Json.pretty(Samples.extractor().manifest().toJson()).getBytes(StandardCharsets.UTF_8),
        certificate,
        Samples.statement().toBytes(),
        policy.getBytes(StandardCharsets.UTF_8),
        revoked.sign(Samples.AUDITOR),
        revoked.toBytes());
  }

  /** Runs Jazzer and gives what it said. */
  private String fuzz(String target, String... options) throws Exception {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    for (byte[] seed : seeds(folder)) {
      Files.write(Files.createTempFile(corpus, "seed", ""), seed);
    }
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=dev.winnow.**",
                "--custom_hook_includes=dev.winnow.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator,
                "-seed=1",
                "-max_len=8192"));
    command.addAll(List.of(options));
    command.add(corpus.toString());
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    return "exit " + code + "\n" + said;
  }

  @Test
  void parse_anyBytes_endsInAValueOrANamedException() throws Exception {
    String said = fuzz(Fuzzed.class.getName(), "-runs=" + RUNS);

    assertTrue(said.startsWith("exit 0\n"), said);
    assertTrue(said.contains("Done " + RUNS + " runs"), said);
  }

  /** The test of the test: an exception that nobody named is found. */
  @Test
  void parse_planted_isFound() throws Exception {
    String said = fuzz(Planted.class.getName(), "-runs=" + RUNS);

    assertFalse(said.startsWith("exit 0\n"), said);
    assertTrue(said.contains("IllegalStateException: planted"), said);
  }

  /** Fails on a text that no seed is and a change of one byte of a seed can be. */
  public static final class Planted {
    private Planted() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
      if (bytes.length > 2 && bytes[0] == 'n' && bytes[1] != 'a') {
        throw new IllegalStateException("planted");
      }
    }
  }
}
