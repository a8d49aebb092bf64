package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.core.WinnowException;
import dev.winnow.core.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What trials came to, in a file, so that a plan goes on where it was stopped. Trials of other
 * captures or settings are no use and are forgotten.
 */
final class TrialCheckpoint {
  private static final String FORMAT = "winnow-plan-journal/1";

  private final Path file;
  private final Digest plan;
  private final Map<String, TrialOutcome> trials = new LinkedHashMap<>();

  private TrialCheckpoint(Path file, Digest plan) {
    this.file = file;
    this.plan = plan;
  }

  /**
   * Goes on with a file if there is one of the same plan; one that cannot be understood counts as
   * none.
   *
   * @param plan digest of all that trials depend on
   */
  static TrialCheckpoint open(Path file, Digest plan) {
    TrialCheckpoint checkpoint = new TrialCheckpoint(file, plan);
    if (Files.exists(file)) {
      try {
        checkpoint.read();
      } catch (WinnowException | IOException e) {
        checkpoint.trials.clear();
      }
    }
    return checkpoint;
  }

  /** What a trial came to before, or comes to now. */
  TrialOutcome outcome(Candidate candidate, double effort, Supplier<TrialOutcome> run) {
    String key = candidate.text() + " " + effort;
    Optional<TrialOutcome> before = Optional.ofNullable(trials.get(key));
    if (before.isPresent()) {
      return before.get();
    }
    TrialOutcome outcome = run.get();
    trials.put(key, outcome);
    write();
    return outcome;
  }

  private void write() {
    ObjectNode json = Json.object().put("format", FORMAT).put("plan", plan.text());
    ArrayNode list = json.putArray("trials");
    trials.forEach((key, outcome) -> outcome.addTo(list.addObject().put("key", key)));
    byte[] text = Json.line(json).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(file, out -> out.write(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void read() throws IOException {
    StrictObject fields = Json.readObject(file.toString(), Files.readAllBytes(file));
    if (!fields.text("format").equals(FORMAT) || !fields.digest("plan").equals(plan)) {
      return;
    }
    for (StrictObject each : fields.objects("trials")) {
      trials.put(each.text("key"), TrialOutcome.read(each));
    }
  }
}
