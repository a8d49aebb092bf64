package dev.winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.PrivacyRefusalException;
import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the shell and a person get to see of a command, however it ends. */
class CommandRunnerTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static final class Broken extends WinnowException {
    Broken() {
      super("the file x is broken; fetch it again");
    }
  }

  private static final class Refused extends PrivacyRefusalException {
    Refused() {
      super("nobody vouches for x; have it audited");
    }
  }

  private enum Level {
    LOW
  }

  @Command(name = "winnow try", mixinStandardHelpOptions = true, versionProvider = Version.class)
  private static final class Try implements Runnable {
    @Option(names = "--level")
    private Level level = Level.LOW;

    private final RuntimeException failure;

    Try(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public void run() {
      if (level == Level.LOW) {
        throw failure;
      }
    }
  }

  private int run(RuntimeException failure, String... args) {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err, true), false);
    int code = CommandRunner.run(console, new CommandLine(new Try(failure)), args);
    console.out().flush();
    return code;
  }

  @Test
  void run_aFailureOfOurs_isItsSentence() {
    assertEquals(ExitCode.FAILED, run(new Broken(), "--level", "low"));
    assertEquals("winnow: the file x is broken; fetch it again", err.toString().strip());
  }

  @Test
  void run_aRefusalForPrivacy_hasAnExitCodeOfItsOwn() {
    assertEquals(ExitCode.NOT_MET, run(new Refused()));
    assertEquals("winnow: nobody vouches for x; have it audited", err.toString().strip());
  }

  @Test
  void run_theFileSystemFails_isItsSentence() {
    assertEquals(
        ExitCode.FAILED, run(new UncheckedIOException("cannot write y", new IOException())));
    assertEquals("winnow: cannot write y", err.toString().strip());
  }

  @Test
  void run_aDefect_asksForAReport() {
    assertEquals(ExitCode.FAILED, run(new IllegalStateException("z")));
    assertTrue(err.toString().startsWith("winnow: internal error (java.lang.Ill"), err::toString);
    assertTrue(err.toString().contains("WINNOW_TRACE=1"), err::toString);
  }

  @Test
  void run_anUnknownOption_saysWhatIsMeantAndHowItIsUsed() {
    assertEquals(ExitCode.USAGE, run(new Broken(), "--levle", "low"));
    assertTrue(err.toString().contains("--level"), err::toString);
    assertTrue(err.toString().contains("See 'winnow try --help'."), err::toString);
  }

  @Test
  void run_version_namesWinnowAndItsArithmetic() {
    assertEquals(ExitCode.OK, run(new Broken(), "--version"));
    assertTrue(
        out.toString().matches("(?s)winnow \\S+ \\(ONNX Runtime \\d.*\\)\\s*"), out::toString);
    assertEquals(Set.of("winnow", "onnxruntime", "pytorch"), Version.ofFindings().keySet());
    assertTrue(Version.provenance().toString().contains(Version.winnow()));
  }

  @Test
  void written_outputThatNobodyTakes_isAFailureOfACommandThatWentWell() {
    PrintWriter gone = new PrintWriter(out);
    gone.println("a result");
    gone.close();
    gone.println("another");
    Console console = new Console(gone, new PrintWriter(err, true), false);

    assertEquals(ExitCode.FAILED, CommandRunner.written(console, ExitCode.OK));
    assertEquals(ExitCode.NOT_MET, CommandRunner.written(console, ExitCode.NOT_MET));
    assertTrue(err.toString().contains("could not be written to its end"), err::toString);
  }
}
