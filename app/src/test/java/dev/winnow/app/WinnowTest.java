package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import org.junit.jupiter.api.Test;

class WinnowTest {
  @Test
  void run_noCommand_showsTheCommandsAndIsAUsageError() {
    Run run = Run.of();

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("inspect"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void run_help_listsEveryCommandOnStdout() {
    Run run = Run.of("--help");

    assertEquals(ExitCode.OK, run.code());
    for (String command :
        new String[] {
          "demo", "inspect", "build", "serve", "edge", "train", "keygen", "verify", "revoke"
        }) {
      assertTrue(run.out().contains("\n  " + command), run.out());
    }
  }

  @Test
  void run_commandMisspelt_suggestsTheRightOne() {
    Run run = Run.of("inspct");

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("inspect"), run.err());
  }

  @Test
  void run_optionMissing_saysWhichAndHowTheCommandIsUsed() {
    Run run = Run.of("fetch", "face-gender");

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--out"), run.err());
    assertTrue(run.err().contains("See 'winnow fetch --help'."), run.err());
  }

  @Test
  void run_version_namesWinnowAndTheRuntime() {
    Run run = Run.of("--version");

    assertEquals(ExitCode.OK, run.code());
    assertTrue(run.out().matches("winnow \\d.*ONNX Runtime \\d.*\\R"), run.out());
  }
}
