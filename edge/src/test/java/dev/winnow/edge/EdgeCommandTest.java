package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.edge.command.EdgeCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code winnow edge} as its user types it, without any other command. */
class EdgeCommandTest {
  private final StubServer server = new StubServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  @TempDir private Path home;

  @AfterEach
  void close() {
    server.close();
  }

  private int run(ExtractorPackage extractor, String source, String... more) {
    Path file = home.resolve("tiny.extractor");
    extractor.write(file);
    List<String> words = new ArrayList<>(List.of(file.toString(), "--source", source));
    words.addAll(List.of("--analyzer", server.address().toString()));
    words.addAll(List.of("--secret", home.resolve("noise.key").toString()));
    words.addAll(List.of(more));
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    CommandLine program = new CommandLine(new EdgeCommand(console)).setCommandName("winnow edge");
    return CommandRunner.run(console, program, words.toArray(String[]::new));
  }

  private DataSet labelled(int count) throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<String> labels = Images.paintMany(folder, count);
    for (int i = 0; i < count; i++) {
      samples.add(Sample.of("%03d.png".formatted(i), Map.of("colour", labels.get(i))));
    }
    return DataSet.write(folder, DataCard.ofImages("colours"), List.of("colour"), samples);
  }

  @Test
  void run_setWithLabels_printsAnswersAndHowManyAreRight() throws IOException {
    labelled(6);

    int code =
        run(
            Tiny.extractor(),
            "set:" + folder,
            "--uncertified",
            "--primary",
            "colour",
            "--threads=1");

    assertEquals(ExitCode.OK, code, err.toString());
    assertEquals(
        "000.png  red  100.0 %  uncertified", out.toString().lines().findFirst().orElse(""));
    assertTrue(
        err.toString().contains("colour right 100.0 %, balanced 100.0 %, of 6"), err::toString);
    assertTrue(err.toString().contains("6 answers"), err::toString);
  }

  @Test
  void run_randomised_saysWhatWasTold() throws IOException {
    labelled(3);
    server.answerZeros();

    int code =
        run(Tiny.randomised(Tiny.response(0.1, 0.1)), "set:" + folder, "--uncertified", "--json");

    assertEquals(ExitCode.OK, code, err.toString());
    assertTrue(out.toString().startsWith("{\"path\":\"000.png\",\"label\":"), out::toString);
    assertTrue(err.toString().contains("told: 3 answers, together at most"), err::toString);
  }

  @Test
  void run_budgetOfLessThanOneAnswer_endsAsAPrivacyVerdictThatIsNotMet() throws IOException {
    labelled(3);

    int code =
        run(
            Tiny.randomised(Tiny.response(0.1, 0.1)),
            "set:" + folder,
            "--uncertified",
            "--budget=0.1");

    assertEquals(ExitCode.NOT_MET, code, err.toString());
    assertTrue(server.asked.isEmpty());
  }

  @Test
  void run_withoutACertificate_isRefusedAndAsksNobody() throws IOException {
    labelled(3);

    assertEquals(ExitCode.NOT_MET, run(Tiny.extractor(), "set:" + folder), err.toString());
    assertTrue(server.asked.isEmpty());
  }

  @Test
  void run_brokenBesideSound_namesItAndGoesOn() throws IOException {
    labelled(3);
    Files.writeString(folder.resolve("x.png"), "none");

    assertEquals(ExitCode.OK, run(Tiny.extractor(), "dir:" + folder, "--uncertified"));
    assertTrue(err.toString().contains("skipped x.png"), err::toString);
  }

  @Test
  void run_certificateAskedForAndNot_isAUsageError() throws IOException {
    labelled(3);

    int code = run(Tiny.extractor(), "set:" + folder, "--uncertified", "--revoked-days=3000");
    assertEquals(ExitCode.OK, code, err.toString());
    code = run(Tiny.extractor(), "set:" + folder, "--uncertified", "--threads=0");
    assertEquals(ExitCode.USAGE, code);
  }

  /** As head does: it takes some and leaves. */
  private static final class LeavingReader extends Writer {
    private int lines;

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        lines += text[i] == '\n' ? 1 : 0;
      }
      if (lines > 2) {
        throw new IOException("Broken pipe");
      }
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Test
  void run_readerLeaves_failsAndSendsNoFurtherWindow() throws IOException {
    labelled(600);
    Path file = home.resolve("tiny.extractor");
    Tiny.extractor().write(file);
    Console console =
        new Console(new PrintWriter(new LeavingReader()), new PrintWriter(err, true), false);
    int code =
        CommandRunner.run(
            console,
            new CommandLine(new EdgeCommand(console)),
            file.toString(),
            "--source=set:" + folder,
            "--analyzer=" + server.address(),
            "--secret=" + home.resolve("noise.key"),
            "--uncertified");

    assertEquals(ExitCode.FAILED, code, err.toString());
    assertTrue(err.toString().contains("takes no more answers"), err::toString);
    // A window is 256 captures in requests of 8.
    assertEquals(32, server.asked.size());
  }

  @Test
  void run_retryForNonsense_isAUsageError() throws IOException {
    labelled(1);

    int code = run(Tiny.extractor(), "set:" + folder, "--uncertified", "--retry-for=long");
    assertEquals(ExitCode.USAGE, code, err.toString());
    assertTrue(err.toString().contains("--retry-for takes a number and a unit"), err::toString);
  }

  @Test
  void run_secondAnalyzerNamedThatIsAway_doesNotDisturbWhileTheFirstAnswers() throws IOException {
    labelled(3);
    StubServer gone = new StubServer();
    String address = gone.address().toString();
    gone.close();

    int code = run(Tiny.extractor(), "set:" + folder, "--uncertified", "--analyzer", address);
    assertEquals(ExitCode.OK, code, err.toString());
  }

  private int ledger(String... more) {
    out.getBuffer().setLength(0);
    List<String> words = new ArrayList<>(List.of("ledger", home.resolve("state").toString()));
    words.addAll(List.of(more));
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    CommandLine program = new CommandLine(new EdgeCommand(console)).setCommandName("winnow edge");
    return CommandRunner.run(console, program, words.toArray(String[]::new));
  }

  @Test
  void run_stateDir_printsAnswersWithIdsAndKeepsALedger() throws IOException {
    labelled(6);
    server.answerZeros();
    ExtractorPackage noisy = Tiny.randomised(Tiny.response(0.1, 0.1));
    String state = "--state-dir=" + home.resolve("state");
    int code = run(noisy, "set:" + folder, "--uncertified", state);

    assertEquals(ExitCode.OK, code, err.toString());
    assertEquals(6, out.toString().lines().count());
    assertTrue(out.toString().startsWith("{\"id\":1,\"path\":\"000.png\""), out::toString);
    assertEquals(ExitCode.OK, ledger(), err.toString());
    assertTrue(out.toString().contains("What left this house, by day (UTC):"), out::toString);
    assertTrue(out.toString().contains("set:" + folder), out::toString);
    assertTrue(out.toString().contains("colour 1"), out::toString);
    assertTrue(out.toString().contains("Servers were asked 2 times what they are"), out::toString);
    assertEquals(ExitCode.OK, ledger("--format=csv"));
    assertEquals(4, out.toString().lines().count(), out::toString);
    assertEquals(ExitCode.OK, ledger("--format=json"));
    assertTrue(out.toString().contains("\"features\":6,\"captures\":6,\"bits\":"), out::toString);
  }

  /** Fetches something of the status page, whose address the run has said. */
  private String shown(String path) {
    String address = err.toString().replaceFirst("(?s).*status at (\\S+)\\s.*", "$1");
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(address).resolve(path)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void run_withStatus_showsWhatItDoesWhileItDoesIt() throws IOException {
    labelled(300);
    Files.writeString(folder.resolve("aa.png"), "no image");
    server.answerZeros();
    StubServer.Reaction usual = server.usual;
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    AtomicBoolean looked = new AtomicBoolean();
    server.usual =
        (exchange, request) -> {
          // The first one beyond the first window.
          if (server.asked.size() > 32 && !looked.getAndSet(true)) {
            seen.add(shown("metrics"));
            seen.add(shown("health"));
          }
          usual.to(exchange, request);
        };
    int code =
        run(
            Tiny.randomised(Tiny.response(0.1, 0.1)),
            "dir:" + folder,
            "--uncertified",
            "--status=0",
            "--state-dir=" + home.resolve("state"));

    assertEquals(ExitCode.OK, code, err.toString());
    String metrics = seen.remove();
    for (String line :
        List.of(
            "winnow_edge_captures_total 301",
            "winnow_edge_captures_skipped_total 1",
            "winnow_edge_answers_total 256",
            "winnow_edge_analyzer_up{analyzer=\"" + server.address() + "\"} 1")) {
      assertTrue(metrics.contains(line + "\n"), line + " is not in " + metrics);
    }
    assertTrue(metrics.matches("(?s).*\nwinnow_edge_outbox_features [0-9]{1,2}\n.*"), metrics);
    assertEquals("ok\n", seen.remove());
  }

  @Test
  void run_statusOnAPortThatIsNone_isAUsageError() throws IOException {
    labelled(1);
    int code = run(Tiny.extractor(), "set:" + folder, "--uncertified", "--status=70000");
    assertEquals(ExitCode.USAGE, code, err.toString());
    assertTrue(err.toString().contains("--status takes a port from 0 to 65535"), err::toString);
  }

  @Test
  void run_optionsOfTheOutboxWithoutAFolder_areAUsageError() throws IOException {
    labelled(1);
    for (String option : List.of("--answers=x", "--outbox-size=1", "--outbox-age=1d")) {
      assertEquals(
          ExitCode.USAGE, run(Tiny.extractor(), "set:" + folder, "--uncertified", option), option);
    }
    assertTrue(err.toString().contains("need --state-dir"), err::toString);
  }

  @Test
  void run_withoutSourceOrAnalyzer_namesWhatIsMissing() {
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    CommandLine program = new CommandLine(new EdgeCommand(console));
    assertEquals(ExitCode.USAGE, CommandRunner.run(console, program, "a.extractor"));
    assertTrue(err.toString().contains("Missing required: --source"), err::toString);
  }
}
