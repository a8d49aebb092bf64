package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.core.WinnowException;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the steps of an audit found that is not done yet, in a file, so that it goes on where it was
 * stopped. Findings of other captures or settings are no use and are forgotten.
 *
 * <p>Safe for use by several threads.
 */
final class AuditCheckpoint {
  private static final String FORMAT = "winnow-audit-journal/4";

  private final Path file;
  private final Digest plan;
  private final Map<String, StepResult> steps;

  private AuditCheckpoint(Path file, Digest plan, Map<String, StepResult> steps) {
    this.file = file;
    this.plan = plan;
    this.steps = steps;
  }

  /**
   * Goes on with a file if there is one of the same plan; one that cannot be understood counts as
   * none.
   *
   * @param plan digest of all that findings depend on
   */
  static AuditCheckpoint open(Path file, Digest plan) {
    Map<String, StepResult> steps = new LinkedHashMap<>();
    if (Files.exists(file)) {
      try {
        read(file, plan, steps);
      } catch (WinnowException | IllegalArgumentException | IOException e) {
        steps.clear();
      }
    }
    return new AuditCheckpoint(file, plan, steps);
  }

  /** What a step came to, if it was done. */
  synchronized Optional<StepResult> result(String step) {
    return Optional.ofNullable(steps.get(step));
  }

  /** Keeps what a step came to, and gives it back. */
  synchronized StepResult add(String step, StepResult result) {
    steps.put(step, result);
    ObjectNode json = Json.object().put("format", FORMAT).put("plan", plan.text());
    ArrayNode list = json.putArray("steps");
    steps.forEach(
        (word, found) -> {
          ObjectNode each = list.addObject().put("step", word);
          ArrayNode findings = each.putArray("findings");
          found.findings().forEach(finding -> findings.add(finding.toJson()));
          ArrayNode remarks = each.putArray("remarks");
          found.remarks().forEach(remarks::add);
          found.sheet().ifPresent(sheet -> each.set("sheet", sheet.toJson()));
        });
    try {
      byte[] text = Json.line(json).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return result;
  }

  /** The audit is done. */
  synchronized void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }

  private static void read(Path file, Digest plan, Map<String, StepResult> steps)
      throws IOException {
    StrictObject fields = Json.readObject(file.toString(), Files.readAllBytes(file));
    if (!fields.text("format").equals(FORMAT) || !fields.digest("plan").equals(plan)) {
      return;
    }
    for (StrictObject step : fields.objects("steps")) {
      steps.put(
          step.text("step"),
          new StepResult(
              step.objects("findings").stream().map(Finding::fromJson).toList(),
              step.has("sheet")
                  ? Optional.of(ReconstructionSheet.fromJson(step.object("sheet")))
                  : Optional.empty(),
              step.textList("remarks")));
    }
  }
}
