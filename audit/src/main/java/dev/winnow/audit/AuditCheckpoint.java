package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.AtomicFile;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The findings of an audit that is not done yet, in a file, so that it goes on where it was
 * stopped. Findings of other captures or settings are no use and are forgotten.
 *
 * <p>Safe for use by several threads.
 */
final class AuditCheckpoint {
  private static final String FORMAT = "winnow-audit-journal/1";

  private final Path file;
  private final Digest plan;
  private final Map<String, List<Finding>> steps;

  private AuditCheckpoint(Path file, Digest plan, Map<String, List<Finding>> steps) {
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
    Map<String, List<Finding>> steps = new LinkedHashMap<>();
    if (Files.exists(file)) {
      try {
        read(file, plan, steps);
      } catch (MalformedJsonException | IOException e) {
        steps.clear();
      }
    }
    return new AuditCheckpoint(file, plan, steps);
  }

  /** What a step found, if it was done. */
  synchronized Optional<List<Finding>> findings(String step) {
    return Optional.ofNullable(steps.get(step));
  }

  /** Keeps what a step found, and gives it back. */
  synchronized List<Finding> add(String step, List<Finding> findings) {
    steps.put(step, List.copyOf(findings));
    ObjectNode json = Json.object().put("format", FORMAT).put("plan", plan.text());
    ArrayNode list = json.putArray("steps");
    steps.forEach(
        (word, found) -> {
          ArrayNode measures = list.addObject().put("step", word).putArray("measures");
          found.forEach(finding -> measures.add(finding.toJson()));
        });
    try {
      byte[] text = Json.line(json).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return findings;
  }

  /** The audit is done. */
  synchronized void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }

  private static void read(Path file, Digest plan, Map<String, List<Finding>> steps)
      throws IOException {
    StrictObject fields = Json.readObject(file.toString(), Files.readAllBytes(file));
    if (!fields.text("format").equals(FORMAT) || !fields.digest("plan").equals(plan)) {
      return;
    }
    for (StrictObject step : fields.objects("steps")) {
      steps.put(
          step.text("step"), step.objects("measures").stream().map(Finding::fromJson).toList());
    }
  }
}
