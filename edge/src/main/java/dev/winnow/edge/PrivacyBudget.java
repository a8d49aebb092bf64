package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Fields;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.OwnerOnly;
import dev.winnow.core.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a node may tell in a day (UTC), in bits, over all packages and processes that share a
 * folder: by composition, k answers tell at most k times what one does. What is about to be sent is
 * spent first and kept on disk, so that a node that dies has spent too much rather than too little.
 */
final class PrivacyBudget {
  static final String NAME = "budget.json";

  private static final String FORMAT = "winnow-budget/1";

  /** Of this process; the lock of the file system keeps other processes away. */
  private static final Object WRITING = new Object();

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
   * @param key file of the node's key, beside which what was spent is kept
   * @param limit bits a day, positive
   * @throws UnusableMemoryException if the account is damaged, is not its owner's only, or can be
   *     neither read nor written
   */
  static PrivacyBudget beside(Path key, double limit, InstantSource clock) {
    Path file = key.toAbsolutePath().resolveSibling(NAME);
    PrivacyBudget budget = new PrivacyBudget(file, limit, clock);
    // What cannot be kept is said before anything is asked.
    budget.grant(0, 1);
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
   * @throws UnusableMemoryException if what was spent can be neither read nor kept
   */
  int grant(int answers, double bits) {
    synchronized (WRITING) {
      // Closing the channel gives the lock back.
      try (FileChannel channel = lockFile()) {
        channel.lock();
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        Spent spent = read(today);
        int granted = (int) Math.max(0, Math.min(answers, (limit - spent.bits) / bits));
        write(new Spent(spent.day, spent.bits + granted * bits));
        return granted;
      } catch (IOException e) {
        throw unusable("it can be neither read nor written (" + e.getMessage() + ")", e);
      }
    }
  }

  private FileChannel lockFile() throws IOException {
    Path folder = file.toAbsolutePath().resolveSibling("").normalize();
    Files.createDirectories(folder, OwnerOnly.folder(folder));
    Path place = file.resolveSibling("." + NAME + ".lock");
    return FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** What was spent today; or on the latest day that there was, if the clock was set back. */
  private Spent read(LocalDate today) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Spent(today, 0);
    }
    Optional<String> permissions = OwnerOnly.violation(file);
    if (permissions.isPresent()) {
      throw unusable(
          "others than its owner may use it (%s), which chmod 600 mends"
              .formatted(permissions.get()));
    }
    try {
      Fields fields = Json.readObject(NAME, Files.readAllBytes(file));
      Spent spent = new Spent(LocalDate.parse(fields.text("day")), fields.number("bits"));
      if (!fields.text("format").equals(FORMAT) || spent.bits < 0) {
        throw fields.invalid("format", "must be " + FORMAT + ", and bits at least 0");
      }
      fields.end();
      return spent.day.isBefore(today) ? new Spent(today, 0) : spent;
    } catch (MalformedJsonException | DateTimeException e) {
      throw unusable("it is damaged: " + e.getMessage(), e);
    }
  }

  private void write(Spent spent) throws IOException {
    ObjectNode json = Json.object().put("format", FORMAT);
    json.put("day", spent.day.toString()).put("bits", spent.bits);
    byte[] text = Json.line(json).getBytes(StandardCharsets.UTF_8);
    WholeFile.writeOwnerOnly(file, out -> out.write(text));
  }

  private UnusableMemoryException unusable(String why) {
    return new UnusableMemoryException(sentence(why));
  }

  private UnusableMemoryException unusable(String why, Exception cause) {
    return new UnusableMemoryException(sentence(why), cause);
  }

  private String sentence(String why) {
    return "this node's account of what it has told, %s, cannot be used: %s; mend it, or remove it to begin anew"
        .formatted(file, why);
  }
}
