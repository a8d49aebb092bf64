package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command line that a page shows is one that the program understands. */
class ReadmeTest {
  static List<String> commandLines() throws IOException {
    String pages =
        Files.readString(Path.of("../README.md"))
            + Files.readString(Path.of("../CONTRIBUTING.md"))
            + Files.readString(Path.of("../docs/bring-your-own-data.md"))
            + Files.readString(Path.of("../docs/bring-your-own-network.md"))
            + Files.readString(Path.of("../docs/video.md"));
    return pages
        .lines()
        .filter(line -> line.startsWith("./winnow "))
        .map(line -> line.replaceAll("[#&].*|'", "").substring("./winnow ".length()).strip())
        .toList();
  }

  @Test
  void commandLines_pages_showSome() throws IOException {
    assertFalse(commandLines().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void parse_commandLineOfAPage_isUnderstood(String line) {
    Console nowhere =
        new Console(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);

    CommandLine.ParseResult parsed = Winnow.commandLine(nowhere).parseArgs(line.split(" +"));

    assertTrue(parsed.hasSubcommand(), line);
  }
}
