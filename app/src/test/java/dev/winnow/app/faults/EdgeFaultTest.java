package dev.winnow.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.app.Colours;
import dev.winnow.app.Run;
import dev.winnow.app.Winnow;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.edge.command.EdgeCommand;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edge and an analyzer, each a process of its own, are killed with SIGKILL while they work, at
 * requests drawn at random, and responses are lost or cut in two. Every capture is answered once in
 * the file, in order, and the ledger holds what a proxy between them saw.
 *
 * <p>For more: {@code -Dwinnow.test.args="-Dwinnow.fault.captures=20000 -Dwinnow.fault.kills=40"};
 * another {@code winnow.fault.seed} draws other requests.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class EdgeFaultTest {
  private static final int CAPTURES = Integer.getInteger("winnow.fault.captures", 320);
  private static final int KILLS = Integer.getInteger("winnow.fault.kills", 6);
  private static final long SEED = Long.getLong("winnow.fault.seed", 19);

  /** Rows of a request. */
  private static final int ROWS = 8;

  @TempDir private Path folder;

  /** Whom a request kills. */
  private enum Victim {
    EDGE,
    ANALYZER,
    /** Nobody: the edge has ended by itself. */
    NONE
  }

  private static String images(int number) {
    return "%06d.png".formatted(number);
  }

  /** All of one network's images differ, so that an answer belongs to one of them. */
  private void paint(Path images) throws IOException {
    Files.createDirectories(images);
    for (int i = 0; i < CAPTURES; i++) {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      int[] colour = {0xff0000, 0x00ff00, 0x0000ff};
      for (int place = 0; place < 64; place++) {
        image.setRGB(place % 8, place / 8, colour[i % 3]);
      }
      ImageIO.write(image, "png", images.resolve(images(i)).toFile());
    }
  }

  /** Requests at which somebody is killed. */
  private static Set<Integer> plan() {
    Random random = new Random(SEED);
    Set<Integer> requests = new TreeSet<>();
    while (requests.size() < KILLS) {
      requests.add(2 + random.nextInt(Math.max(KILLS * 2, CAPTURES / ROWS - 1)));
    }
    return requests;
  }

  /** Every twentieth response is lost, and as many are cut in two. */
  private static Supplier<RecordingProxy.Fault> faults(Random random) {
    return () ->
        switch (random.nextInt(20)) {
          case 0 -> RecordingProxy.Fault.DROP;
          case 1 -> RecordingProxy.Fault.TRUNCATE;
          default -> RecordingProxy.Fault.NONE;
        };
  }

  private Process start(Path log, Class<?> main, List<String> arguments) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder process =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        main.getName()),
                    arguments.stream())
                .toList());
    // On the command line it would be too long for ONNX Runtime.
    process.environment().put("CLASSPATH", classes);
    return process
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private Path network() {
    Path file = folder.resolve("colours.onnx");
    Colours.network().write(file);
    return file;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process analyzer(int port) throws IOException {
    return start(
        folder.resolve("analyzer.log"),
        Winnow.class,
        List.of("serve", folder + "/analyzer", "--host=127.0.0.1", "--port=" + port));
  }

  private Process edge(Path images, int port) throws IOException {
    return start(
        folder.resolve("edge.log"),
        EdgeCommand.class,
        List.of(
            folder + "/colour.extractor",
            "--source=dir:" + images,
            "--analyzer=http://127.0.0.1:" + port,
            "--uncertified",
            "--secret=" + folder.resolve("noise.key"),
            "--state-dir=" + folder.resolve("state"),
            "--answers=" + folder.resolve("answers.jsonl")));
  }

  @Test
  void edge_killedWithItsAnalyzerAgainAndAgain_answersEachCaptureOnce() throws Exception {
    Path images = folder.resolve("images");
    paint(images);
    Path network = network();
    Run built =
        Run.of("build", "--model", network, "--cut", "pool", "--name", "colour", "--out", folder);
    assertEquals(ExitCode.OK, built.code(), built.err());

    Set<Integer> plan = plan();
    BlockingQueue<Victim> victims = new LinkedBlockingQueue<>();
    Random random = new Random(SEED);
    int port = freePort();
    try (RecordingProxy proxy =
        new RecordingProxy(
            port,
            number -> {
              if (plan.contains(number)) {
                victims.add(random.nextBoolean() ? Victim.EDGE : Victim.ANALYZER);
              }
            },
            faults(new Random(SEED + 1)))) {
      int killed = runToItsEnd(images, port, proxy.port(), victims);
      assertTrue(killed > 0, "nobody was killed");
      assertAnsweredOnce();
      assertAccounted(proxy.seen());
    }
  }

  /** Starts whoever was killed again, until an edge ends by itself; returns the kills. */
  @SuppressWarnings("FutureReturnValueIgnored") // That a process has ended cannot fail.
  private int runToItsEnd(Path images, int port, int proxy, BlockingQueue<Victim> victims)
      throws IOException, InterruptedException {
    Process analyzer = analyzer(port);
    Process edge = edge(images, proxy);
    int killed = 0;
    try {
      while (true) {
        Process running = edge;
        running.onExit().thenRun(() -> victims.add(Victim.NONE));
        Victim victim = victims.take();
        if (victim == Victim.ANALYZER) {
          killed++;
          analyzer.destroyForcibly().waitFor();
          analyzer = analyzer(port);
        } else if (victim == Victim.EDGE && edge.isAlive()) {
          killed++;
          edge.destroyForcibly().waitFor();
          edge = edge(images, proxy);
        } else if (victim == Victim.NONE && !edge.isAlive() && edge == running) {
          int code = edge.waitFor();
          if (code != 137) {
            assertEquals(ExitCode.OK, code, Files.readString(folder.resolve("edge.log")));
            return killed;
          }
        }
      }
    } finally {
      edge.destroyForcibly();
      analyzer.destroyForcibly();
    }
  }

  private void assertAnsweredOnce() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("answers.jsonl"))) {
      StrictObject answer = Json.readObject("an answer", line.getBytes(StandardCharsets.UTF_8));
      String path = answer.text("path");
      int number = Integer.parseInt(path.substring(0, path.indexOf('.')));
      assertEquals(Colours.LABELS.get(number % 3), answer.text("label"), path);
      paths.add(path);
    }
    assertEquals(IntStream.range(0, CAPTURES).mapToObj(EdgeFaultTest::images).toList(), paths);
  }

  /** All that the proxy saw is in the ledger, and what it did not see was never known to end. */
  private void assertAccounted(List<RecordingProxy.Seen> seen) {
    Run printed = Run.of("edge", "ledger", folder.resolve("state"), "--format=json");
    assertEquals(ExitCode.OK, printed.code(), printed.err());
    List<RecordingProxy.Seen> ended = new ArrayList<>();
    List<RecordingProxy.Seen> open = new ArrayList<>();
    long captures = 0;
    for (String line : printed.out().lines().toList()) {
      StrictObject request = Json.readObject("a line", line.getBytes(StandardCharsets.UTF_8));
      var sent =
          new RecordingProxy.Seen(request.longInteger("bytes"), request.longInteger("features"));
      String outcome = request.text("outcome");
      captures += request.longInteger("captures");
      if (sent.rows() > 0 && !outcome.equals("unsent")) {
        (outcome.equals("under way") ? open : ended).add(sent);
      }
    }
    assertEquals(CAPTURES, captures);
    List<RecordingProxy.Seen> rest = new ArrayList<>(seen);
    ended.forEach(sent -> assertTrue(rest.remove(sent), () -> sent + " was never seen"));
    List<RecordingProxy.Seen> unseen = new ArrayList<>(open);
    rest.forEach(sent -> assertTrue(unseen.remove(sent), () -> sent + " is not in the ledger"));
    System.out.printf(
        "%,d captures, %,d requests seen, %,d in the ledger, of which %,d were under way at a kill and %,d never seen%n",
        CAPTURES, seen.size(), ended.size() + open.size(), open.size(), unseen.size());
  }
}
