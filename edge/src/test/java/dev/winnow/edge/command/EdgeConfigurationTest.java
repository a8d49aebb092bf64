package dev.winnow.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What people write into the YAML file of a node. */
class EdgeConfigurationTest {
  private static final CommandSpec COMMAND =
      new CommandLine(
              new EdgeCommand(
                  new Console(
                      new PrintWriter(new StringWriter()),
                      new PrintWriter(new StringWriter()),
                      false)))
          .getCommandSpec();

  private static List<ConfiguredRun> runs(String yaml) {
    return EdgeConfiguration.parse("e.yaml", yaml.getBytes(StandardCharsets.UTF_8), COMMAND).runs();
  }

  private static String refusal(String yaml) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> runs(yaml)).getMessage());
  }

  @Test
  void parse_sharedAndOwnSettings_ownOnesCount() {
    List<ConfiguredRun> runs =
        runs(
            """
            analyzer: [http://one, http://two]
            uncertified: true
            state-dir: /var/lib/winnow
            budget: 100
            runs:
              - extractor: gender.extractor
                source: watch:hall
                answers: gender.jsonl
              - extractor: smile.extractor
                name: door
                source: watch:door
                budget: 20
                uncertified: false
            """);

    assertEquals(
        List.of(
            "gender.extractor",
            "--analyzer=http://one",
            "--analyzer=http://two",
            "--uncertified",
            "--state-dir=/var/lib/winnow",
            "--budget=100",
            "--source=watch:hall",
            "--answers=gender.jsonl"),
        runs.get(0).arguments());
    assertEquals(
        List.of(
            "smile.extractor",
            "--analyzer=http://one",
            "--analyzer=http://two",
            "--state-dir=/var/lib/winnow",
            "--budget=20",
            "--source=watch:door"),
        runs.get(1).arguments());
    assertEquals(List.of("gender", "door"), runs.stream().map(ConfiguredRun::name).toList());
    assertEquals(Optional.of(Path.of("gender.jsonl")), runs.get(0).answers());
    assertTrue(runs.get(0).resumable());
  }

  @Test
  void parse_oneExtractorTwice_namesDiffer() {
    List<ConfiguredRun> runs =
        runs(
            """
            runs:
              - {extractor: a/gender.extractor, source: "dir:hall"}
              - {extractor: a/gender.extractor, source: "dir:door"}
            """);

    assertEquals(List.of("gender", "gender-2"), runs.stream().map(ConfiguredRun::name).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "analyser: http://one | e.yaml: it has a setting analyser, which there is not; the nearest is analyzer",
        "run: 3 | e.yaml: it has a setting run, which there is not; the nearest is runs",
        "budget: [1, 2] | e.yaml: it: budget takes one value",
        "budget: {a: 1} | e.yaml: it: budget must be a text or a number",
        "uncertified: 3 | e.yaml: it: uncertified is true or false"
      })
  void parse_wrongSetting_isRefusedByName(String line, String message) {
    String said = refusal("runs: [{extractor: a, source: 'dir:b'}]\n" + line);

    assertTrue(said.startsWith(message.strip()), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs: [] | e.yaml: it must say runs",
        "trust: x | e.yaml: it must say runs",
        "runs: [{source: 'dir:b'}] | e.yaml: runs[0] has no extractor",
        "runs: [{extractor: a}] | e.yaml: runs[0] has no source",
        "runs: [{extractor: a, sorce: b}] | e.yaml: runs[0] has a setting sorce, which there is not; the nearest is source",
        "runs: [{extractor: a, source: ['dir:b', 'dir:c']}] | e.yaml: runs[0]: source takes one value; where several are wanted, give each a run of its own",
        "'a: b: c' | e.yaml: it is not plain YAML with each key once (line 1)",
        "[1 | e.yaml: it is not plain YAML with each key once (line 1)"
      })
  void parse_noConfiguration_isRefusedInOneSentence(String yaml, String message) {
    String said = refusal(yaml);

    assertTrue(said.startsWith(message.strip()), said);
  }

  @ParameterizedTest
  @CsvSource({"mqtt://hub/hall, 0", "listen:8090, 0", "dir:hall, 5"})
  void parse_twoRunsWithOneSourceThatFeedsOne_isRefused(String source, int budget) {
    String said =
        refusal(
            """
            runs:
              - {extractor: a, source: "%1$s"%2$s}
              - {extractor: b, source: "%1$s"%2$s}
            """
                .formatted(source, budget > 0 ? ", source-budget: " + budget : ""));

    assertTrue(said.startsWith("e.yaml: two runs have the source " + source), said);
  }

  /** Several may read one folder. */
  @Test
  void parse_twoExtractorsOnOneFolder_areTwoRuns() {
    List<ConfiguredRun> runs =
        runs(
            """
            runs:
              - {extractor: a, source: "watch:hall"}
              - {extractor: b, source: "watch:hall"}
            """);

    assertEquals(2, runs.size());
  }

  /** Each takes back what it did not write itself. */
  @Test
  void parse_twoRunsWithOneFileOfAnswers_isRefused() {
    String said =
        refusal(
            """
            answers: a.jsonl
            state-dir: s
            runs:
              - {extractor: a, source: "dir:b"}
              - {extractor: a, source: "dir:c"}
            """);

    assertEquals(
        "e.yaml: two runs write their answers to a.jsonl; give each a file of its own", said);
  }
}
