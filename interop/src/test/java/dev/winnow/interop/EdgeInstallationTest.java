package dev.winnow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.analyzer.AnalyzerServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The edge as people install it, unpacked and run: from a Debian package, and with its own Java.
 */
class EdgeInstallationTest {
  private static final Path BUILT = Path.of("..", "packaging", "target").toAbsolutePath();

  @TempDir Path folder;

  /** Of this machine's processor, if such files are built on it. */
  private static Path built(String ending) throws IOException {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    assumeTrue(System.getProperty("os.name").equals("Linux"), "packages are for Linux");
    assumeTrue(Files.isDirectory(BUILT), "packages come with mvn verify");
    try (Stream<Path> files = Files.list(BUILT)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(processor + ending))
          .findFirst()
          .orElseThrow();
    }
  }

  private Path captures() throws IOException {
    Path captures = Files.createDirectories(folder.resolve("captures"));
    for (Color colour : List.of(Color.RED, Color.GREEN, Color.BLUE)) {
      BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(colour);
      graphics.fillRect(0, 0, 16, 16);
      graphics.dispose();
      String name = "%06x.png".formatted(0xffffff & ~colour.getRGB());
      ImageIO.write(image, "png", captures.resolve(name).toFile());
    }
    return captures;
  }

  /** Asks a real analyzer about three images; what is kept goes through the native SQLite. */
  private void answers(List<String> edge) throws IOException {
    Path extractor = folder.resolve("colour.extractor");
    ColourPackage.extractor().write(extractor);
    try (AnalyzerServer server = ColourPackage.serve(folder.resolve("repository"))) {
      List<String> command =
          List.of(
              extractor.toString(),
              "--uncertified",
              "--source=dir:" + captures(),
              "--analyzer=http://127.0.0.1:" + server.port(),
              "--secret=" + folder.resolve("noise.key"),
              "--state-dir=" + folder.resolve("state"));

      String said =
          Command.run(folder, Stream.concat(edge.stream(), command.stream()).toList()).ofSuccess();

      assertEquals(
          List.of("blue", "green", "red"),
          Stream.of("blue", "green", "red").filter(said::contains).toList(),
          said);
      assertTrue(Files.size(folder.resolve("state").resolve("node.db")) > 0, said);
    }
  }

  @Test
  void debianPackage_unpacked_answers() throws IOException {
    Command.assumeInstalled("dpkg-deb");
    Path root = folder.resolve("root");
    Command.run(folder, List.of("dpkg-deb", "-x", built(".deb").toString(), root.toString()))
        .ofSuccess();

    answers(List.of(root.resolve("usr/bin/winnow-edge").toString()));
  }

  /** One file of settings, from a check to answers about pictures that come later, and an end. */
  @Test
  void debianPackage_withOneFileOfSettings_answersUntilItIsTold() throws Exception {
    Command.assumeInstalled("dpkg-deb");
    Path root = folder.resolve("root");
    Command.run(folder, List.of("dpkg-deb", "-x", built(".deb").toString(), root.toString()))
        .ofSuccess();
    String edge = root.resolve("usr/bin/winnow-edge").toString();
    Path extractor = folder.resolve("colour.extractor");
    ColourPackage.extractor().write(extractor);
    Path captures = captures();
    Path answers = folder.resolve("answers.jsonl");
    Path settings = folder.resolve("edge.yaml");
    try (AnalyzerServer server = ColourPackage.serve(folder.resolve("repository"))) {
      Files.writeString(
          settings,
          """
          uncertified: true
          analyzer: http://127.0.0.1:%d
          state-dir: %2$s/state
          secret: %2$s/noise.key
          runs:
            - {extractor: %3$s, source: "watch:%4$s", answers: %5$s}
          """
              .formatted(server.port(), folder, extractor, captures, answers));

      String said = Command.run(folder, List.of(edge, "check", settings.toString())).ofSuccess();
      assertTrue(said.endsWith("All is well.\n"), said);

      Process node =
          new ProcessBuilder(edge, "run", settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("node.log").toFile())
              .start();
      try {
        awaitLines(answers, 3, node);
        Path late = folder.resolve("late.png");
        Files.copy(captures.resolve("00ffff.png"), late);
        Files.move(late, captures.resolve("late.png"));
        awaitLines(answers, 4, node);
        node.destroy();

        assertTrue(node.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, node.exitValue(), Files.readString(folder.resolve("node.log")));
      } finally {
        node.destroyForcibly();
      }
    }
  }

  /** A process that ended, or two minutes, end the wait. */
  private void awaitLines(Path file, int lines, Process node) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (!Files.exists(file) || Files.readAllLines(file).size() < lines) {
      assertTrue(
          node.isAlive() && Instant.now().isBefore(end),
          Files.readString(folder.resolve("node.log")));
      node.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  /** On a machine whose path holds no Java. */
  @Test
  void image_withoutJavaOnThePath_answers() throws IOException {
    Command.run(folder, List.of("tar", "-xzf", built(".tar.gz").toString())).ofSuccess();
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink")) {
      String found = Command.run(folder, List.of("sh", "-c", "command -v " + tool)).ofSuccess();
      Files.createSymbolicLink(tools.resolve(tool), Path.of(found.strip()));
    }
    String edge = folder.resolve("winnow-edge/bin/winnow-edge").toString();

    answers(List.of("env", "-i", "PATH=" + tools, "/bin/sh", edge));
  }

  /** Whoever compares checksums compares those of what lies beside them. */
  @Test
  void checksums_areThoseOfThePackages() throws IOException {
    Command.assumeInstalled("sha256sum");
    built(".deb");

    Command.run(BUILT, List.of("sha256sum", "--check", "SHA256SUMS")).ofSuccess();
  }

  @Test
  void unit_isOneThatSystemdUnderstands() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "there is no systemd to ask");
    Path unit = folder.resolve("winnow-edge.service");
    Path shipped = BUILT.resolve("../src/edge/systemd/winnow-edge.service");
    String text = Files.readString(shipped).replace("/usr/bin/winnow-edge", "/bin/true");
    Files.writeString(unit, text);

    String said =
        Command.run(folder, List.of("systemd-analyze", "verify", unit.toString())).ofSuccess();

    assertFalse(said.contains("winnow-edge"), said);
  }
}
