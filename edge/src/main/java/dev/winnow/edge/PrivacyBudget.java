package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Fields;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.OwnerOnly;
import dev.winnow.core.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What a node may tell in a day (UTC), in bits, over all packages and processes that share a
 * folder: by composition, k answers tell at most k times what one does. What is about to be sent is
 * spent first and kept on disk, so that a node that dies has spent too much rather than too little.
 */
final class PrivacyBudget {
  private static final String FORMAT = "winnow-budget/1";

  private final Path file;
  private final double limit;
  private final InstantSource clock;

  private PrivacyBudget(Path file, double limit, InstantSource clock) {
    this.file = file;
    this.limit = limit;
    this.clock = clock;
  }

  /** What was spent on a day. */
  private record Spent(LocalDate day, double bits) {}

  /**
   * A budget.
   *
   * @param file where what was spent is kept; made if it is missing
   * @param limit bits a day, positive
   * @throws MalformedBudgetException if the file cannot be used
   */
  static PrivacyBudget open(Path file, double limit, InstantSource clock) {
    PrivacyBudget budget = new PrivacyBudget(file, limit, clock);
    budget.grant(0, 0);
    return budget;
  }

  double limit() {
    return limit;
  }

  /**
   * Spends what some answers tell.
   *
   * @param bits that each tells at most
   * @return for how many of them there is enough; only these may be sent
   * @throws MalformedBudgetException if what was spent can be neither read nor kept
   */
  int grant(int answers, double bits) {
    try {
      Path folder = file.toAbsolutePath().resolveSibling("");
      Files.createDirectories(folder, OwnerOnly.folder(file));
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        return grant(held, answers, bits);
      }
    } catch (IOException e) {
      throw new MalformedBudgetException(file, "it can be neither read nor written", e);
    }
  }

  /**
   * @param held shows that no other process spends at the same time
   */
  private int grant(FileLock held, int answers, double bits) throws IOException {
    if (!held.isValid()) {
      throw new IOException("the lock was lost");
    }
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    Spent spent = read(today);
    // A clock that was set back finds what later days have spent.
    double before = spent.day.isBefore(today) ? 0 : spent.bits;
    int granted = bits == 0 ? answers : (int) Math.min(answers, (limit - before) / bits);
    granted = Math.max(0, granted);
    LocalDate day = spent.day.isBefore(today) ? today : spent.day;
    write(new Spent(day, before + granted * bits));
    return granted;
  }

  private Spent read(LocalDate today) throws IOException {
    if (!Files.exists(file)) {
      return new Spent(today, 0);
    }
    try {
      Fields fields = Json.readObject(file.toString(), Files.readAllBytes(file));
      Spent spent = new Spent(LocalDate.parse(fields.text("day")), fields.number("bits"));
      if (!fields.text("format").equals(FORMAT) || spent.bits < 0) {
        throw new MalformedBudgetException(file, "it is not a budget's");
      }
      fields.end();
      return spent;
    } catch (MalformedJsonException | DateTimeException e) {
      throw new MalformedBudgetException(file, "it is damaged", e);
    }
  }

  private void write(Spent spent) throws IOException {
    ObjectNode json = Json.object().put("format", FORMAT);
    json.put("day", spent.day.toString()).put("bits", spent.bits);
    byte[] text = Json.line(json).getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(text));
  }
}
