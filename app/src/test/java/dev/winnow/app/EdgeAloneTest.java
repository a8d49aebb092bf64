package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.edge.command.EdgeCommand;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow edge} runs where the modules of the cloud and of training are missing. */
class EdgeAloneTest {
  /** Modules, as jars or as folders of classes, and libraries. */
  private static final Pattern MISSING =
      Pattern.compile(
          ".*[/\\\\](winnow-)?(learn|attack|zoo|analyzer|audit|build|portraits|app)([/\\\\]target[/\\\\]classes|-[^/\\\\]*\\.jar)[/\\\\]?"
              + "|.*[/\\\\](pytorch|armeria|grpc|ejml|api-0)[^/\\\\]*\\.jar");

  @TempDir private Path folder;

  /** The class path of these tests without what the launcher keeps from the edge. */
  private static String edgeClasses() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(File.pathSeparator, -1))
        .filter(entry -> !MISSING.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void edge_withoutTrainingOrServer_refusesWhatIsNotCertified() throws Exception {
    Path network = Colours.write(folder);
    Run built =
        Run.of("build", "--model", network, "--cut", "pool", "--name", "colour", "--out", folder);
    assertEquals(ExitCode.OK, built.code(), built.err());

    Process process = edge("--trust", auditor().toString());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(ExitCode.NOT_MET, process.waitFor(), said);
    assertTrue(edgeClasses().contains("picocli"), "the class path is known");
    assertFalse(edgeClasses().contains("winnow-learn"), edgeClasses());
    assertFalse(edgeClasses().contains("pytorch"), edgeClasses());
  }

  private Path auditor() {
    assertEquals(ExitCode.OK, Run.of("keygen", "--out", folder.resolve("auditor")).code());
    return folder.resolve("auditor.pub");
  }

  private Process edge(String... options) throws IOException {
    return new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        edgeClasses(),
                        EdgeCommand.class.getName(),
                        folder.resolve("colour.extractor").toString(),
                        "--source",
                        "dir:" + folder,
                        "--analyzer",
                        "http://localhost:1"),
                    Stream.of(options))
                .toList())
        .redirectErrorStream(true)
        .start();
  }
}
