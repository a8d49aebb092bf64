package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.edge.command.EdgeCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Answers that are posted to a webhook. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folders in.
class WebhookTest {
  private final StubServer server = new StubServer();
  private final HookServer hook = new HookServer();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  @TempDir private Path home;

  @BeforeEach
  void images() throws IOException {
    Images.paintMany(folder, 12);
    Tiny.extractor().write(home.resolve("tiny.extractor"));
  }

  @AfterEach
  void close() {
    server.close();
    hook.close();
  }

  private int run(String sink, String... more) {
    List<String> words = new ArrayList<>(List.of(home.resolve("tiny.extractor").toString()));
    words.addAll(List.of("--source=dir:" + folder, "--analyzer=" + server.address()));
    words.addAll(List.of("--secret=" + home.resolve("noise.key"), "--uncertified"));
    words.addAll(List.of("--state-dir=" + home.resolve("state"), "--answers=" + sink));
    words.addAll(List.of(more));
    Console console =
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(err, true), false);
    return CommandRunner.run(
        console,
        new CommandLine(new EdgeCommand(console)).setCommandName("winnow edge"),
        words.toArray(String[]::new));
  }

  private static List<String> ids(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
  }

  @Test
  void run_webhook_getsEachAnswerInOrderWithItsId() {
    assertEquals(ExitCode.OK, run(hook.sink()), err.toString());
    assertEquals(ids(1, 12), hook.keys());
    assertTrue(
        hook.taken.remove().startsWith("1 {\"id\":1,\"path\":\"000.png\",\"label\":"), "first");
    assertEquals(ExitCode.OK, run(hook.sink()), err.toString());
    assertEquals(11, hook.taken.size(), "nothing is posted again");
  }

  @Test
  void run_webhookFailsForAWhile_isAskedAgainAndKeepsTheOrder() {
    hook.statuses.addAll(List.of(204, 503, 0, 429, 204, 500));
    assertEquals(ExitCode.OK, run(hook.sink()), err.toString());
    assertEquals(ids(1, 12), hook.keys());
    assertTrue(
        err.toString().contains("refused an answer (status 503) (trying again until it answers)"),
        err::toString);
    assertTrue(err.toString().contains("the webhook takes answers again"), err::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 410})
  void run_webhookRefuses_endsAndALaterRunPostsTheRest(int status) {
    hook.statuses.addAll(List.of(204, 204, status));
    assertEquals(ExitCode.FAILED, run(hook.sink()), err.toString());
    assertTrue(
        err.toString().contains("refused an answer (status " + status + "); it is kept; mend that"),
        err::toString);
    assertFalse(err.toString().contains("s3cret"), err::toString);

    assertEquals(ExitCode.OK, run(hook.sink()), err.toString());
    // The two that it had taken come again, with the same ids.
    List<String> all = new ArrayList<>(ids(1, 2));
    all.addAll(ids(1, 12));
    assertEquals(all, hook.keys());
    assertEquals(
        12,
        server.asked.stream()
            .mapToInt(asked -> asked.inputs().get(0).tensor().shape().dim(0))
            .sum());
  }

  @Test
  void run_webhookAwayForTooLong_saysForHowLongItWasTried() {
    hook.close();
    assertEquals(ExitCode.FAILED, run(hook.sink(), "--retry-for=100ms"), err.toString());
    assertTrue(err.toString().contains("cannot be reached (given up after "), err::toString);
    assertFalse(err.toString().contains("s3cret"), err::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"webhook:", "webhook:ftp://s3cret", "webhook:http://u:s3cret@h", "webhook:s3cret"})
  void run_webhookThatIsNone_isAUsageErrorThatDoesNotRepeatIt(String sink) {
    assertEquals(ExitCode.USAGE, run(sink));
    assertTrue(err.toString().contains("a webhook must look like webhook:https://"), err::toString);
    assertFalse(err.toString().contains("s3cret"), err::toString);
  }
}
