package dev.winnow.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ordinary npm client of this machine, asked to download one package as a tarball. Registry,
 * proxy and credentials are those the user has configured for npm; nothing is installed, no script
 * of the package runs, no configuration changes, and nothing stays on disk but npm's own cache.
 */
final class Npm {
  private static final long PATIENCE_MINUTES = 10;
  private static final int MOST_OUTPUT = 1 << 16;

  private final String command;

  /**
   * @param command the client's name or path, ordinarily {@code npm}
   */
  Npm(String command) {
    this.command = command;
  }

  /**
   * Downloads a package and checks it; takes as long as npm takes, at most ten minutes.
   *
   * @throws FetchFailedException if npm is missing or fails
   * @throws RefusedPackageException if what it delivers is not the pinned package
   */
  Tarball pack(NpmPackage wanted) {
    try {
      Path folder = Files.createTempDirectory("winnow-npm");
      try {
        return Tarball.verified(wanted, packInto(folder, wanted));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw FetchFailedException.noScratchSpace(wanted, e);
    }
  }

  /** The one tarball npm left in the folder, which is its working directory. */
  private Path packInto(Path folder, NpmPackage wanted) throws IOException {
    Path output = folder.resolve("output.txt");
    int exitCode = exitCode(wanted, start(wanted, folder, output));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> tarballs = files.filter(file -> file.toString().endsWith(".tgz")).toList();
      if (exitCode != 0 || tarballs.size() != 1) {
        throw FetchFailedException.npmFailed(wanted, exitCode, complaint(output));
      }
      return tarballs.get(0);
    }
  }

  private Process start(NpmPackage wanted, Path folder, Path output) {
    var npm =
        new ProcessBuilder(command, "pack", wanted.spec(), "--ignore-scripts")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    try {
      Process process = npm.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw FetchFailedException.npmMissing(wanted, e);
    }
  }

  private static int exitCode(NpmPackage wanted, Process process) {
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw FetchFailedException.tooSlow(wanted, PATIENCE_MINUTES);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FetchFailedException.interrupted(wanted, e);
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /**
   * What npm complained about, on one line: the code and the first sentence of its {@code npm
   * error} lines, without the passwords that the address of a registry may hold.
   */
  private static String complaint(Path output) throws IOException {
    String said =
        head(output)
            .lines()
            .filter(line -> line.matches("npm (error|ERR!) .+"))
            .map(line -> line.replaceFirst("npm (error|ERR!) ", ""))
            .filter(line -> !line.matches("(syscall|errno) .*"))
            .limit(2)
            .collect(Collectors.joining(", "));
    return said.isEmpty() ? "no reason given" : said.replaceAll("://[^/@\\s]+@", "://");
  }

  private static String head(Path output) throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
