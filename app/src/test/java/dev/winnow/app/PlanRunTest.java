package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow plan}: twelve portrayed people, and the build that it asks for. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class PlanRunTest {
  @TempDir Path folder;
  private Path portraits;
  private Path network;

  @BeforeEach
  void paint() {
    SmilingPeople people = SmilingPeople.in(folder);
    portraits = people.portraits();
    network = people.network();
  }

  private Run plan(Object... more) {
    List<Object> words = new ArrayList<>(List.of("plan", "--model", network, "--data", portraits));
    words.addAll(List.of("--primary", "smile", "--threads", 1, "--out", folder.resolve("plan")));
    words.addAll(List.of("--epochs", 1, "--encoder-epochs", 1));
    words.addAll(Arrays.asList(more));
    return Run.of(words.toArray());
  }

  /**
   * Smaller images are among what is tried, and the command that is printed can be run as it is.
   */
  @Test
  void plan_underABudget_isBuiltAsItSays() throws IOException {
    Run run = plan("--max-share", 8, "--max-bits", 2, "--max-loss", 60);

    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("plan/plan.json").toFile());
    double share = json.at("/recommended/cost/edgeShare").asDouble();
    assertTrue(share > 0 && share <= 0.08, json.toString());
    String page = Files.readString(folder.resolve("plan/plan.html"));
    assertTrue(page.contains("Where to cut smile.onnx"), page);
    String next =
        run.out().lines().filter(line -> line.startsWith("Next: ")).findFirst().orElseThrow();
    String command =
        next.replaceFirst("Next: winnow ", "")
            .replace("NAME", "smile")
            .replace("OUT", folder.resolve("out").toString());
    Run built = Run.of((Object[]) command.split(" "));
    assertEquals(ExitCode.OK, built.code(), command + "\n" + built.err());
    JsonNode result = new ObjectMapper().readTree(folder.resolve("out/build.json").toFile());
    JsonNode last = result.get("embeddings").get(result.get("embeddings").size() - 1);
    assertEquals(share, last.get("edgeShare").asDouble(), 1e-3);
    assertTrue(last.get("bits").asDouble() <= 2, last.toString());
  }

  @Test
  void plan_limitOfNothing_isAUsageError() {
    Run run = plan("--max-share", 0);

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("the limit of edge share must be above 0"), run.err());
  }

  @Test
  void plan_budgetThatLeavesNothing_isOneSentence() {
    Run run = plan("--max-share", 0.1);

    assertEquals(ExitCode.FAILED, run.code(), run.err());
    assertTrue(run.err().contains("no cut of the network is within the budget ("), run.err());
  }
}
