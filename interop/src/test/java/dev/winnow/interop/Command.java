package dev.winnow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs beside this one. */
final class Command {
  private static final long MINUTES = 3;

  private Command() {}

  /** What a program said, and its exit code. */
  record Outcome(int exit, String output) {
    /** The output of a program that must have ended well. */
    String ofSuccess() {
      assertEquals(0, exit, output);
      return output;
    }
  }

  /** Leaves the test out, with the reason, where a program is not installed. */
  static void assumeInstalled(String program) {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(installed, program + " is not installed, so its client is not tested");
  }

  /** Runs a program in a folder until it ends. */
  static Outcome run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile("winnow-interop", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(output);
      Files.delete(output);
      assertTrue(ended, "no end after " + MINUTES + " minutes: " + command + "\n" + text);
      return new Outcome(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
