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
import java.util.List;
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
