package dev.winnow.audit.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.core.WinnowException;
import dev.winnow.core.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A file of what the steps of a plan came to. Results of another plan are no use and are forgotten.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> what a step comes to
 */
public final class Journal<T> {
  /**
   * How results are kept.
   *
   * @param name of the form and its version, such as {@code winnow-audit-journal/4}
   * @param write the JSON form of a result
   * @param read what {@code write} wrote
   */
  public record Form<T>(
      String name, Function<T, ObjectNode> write, Function<StrictObject, T> read) {}

  private final Path file;
  private final Form<T> form;
  private final Digest plan;
  private final Map<String, T> steps = new LinkedHashMap<>();

  private Journal(Path file, Form<T> form, Digest plan) {
    this.file = file;
    this.form = form;
    this.plan = plan;
  }

  /**
   * Goes on with a file if there is one of the same plan; one that cannot be understood counts as
   * none.
   *
   * @param plan digest of all that results depend on
   */
  public static <T> Journal<T> open(Path file, Form<T> form, Digest plan) {
    Journal<T> journal = new Journal<>(file, form, plan);
    if (Files.exists(file)) {
      try {
        journal.read();
      } catch (WinnowException | IllegalArgumentException | IOException e) {
        journal.steps.clear();
      }
    }
    return journal;
  }

  /** What a step came to, if it was done. */
  public synchronized Optional<T> result(String step) {
    return Optional.ofNullable(steps.get(step));
  }

  /** What a step came to before, or comes to now; several may work side by side. */
  public T result(String step, Supplier<T> work) {
    return result(step).orElseGet(() -> add(step, work.get()));
  }

  /**
   * Keeps what a step came to, and gives it back.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public synchronized T add(String step, T result) {
    steps.put(step, result);
    ObjectNode json = Json.object().put("format", form.name).put("plan", plan.text());
    ArrayNode list = json.putArray("steps");
    steps.forEach(
        (word, found) -> list.addObject().put("step", word).set("result", form.write.apply(found)));
    AtomicFile.writeText(file, Json.line(json));
    return result;
  }

  /**
   * All is done.
   *
   * @throws UncheckedIOException if the file cannot be deleted
   */
  public synchronized void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }

  private void read() throws IOException {
    StrictObject fields = Json.readObject(file.toString(), Files.readAllBytes(file));
    if (!fields.text("format").equals(form.name) || !fields.digest("plan").equals(plan)) {
      return;
    }
    for (StrictObject step : fields.objects("steps")) {
      steps.put(step.text("step"), form.read.apply(step.object("result")));
    }
  }
}
