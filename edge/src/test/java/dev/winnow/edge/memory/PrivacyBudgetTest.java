package dev.winnow.edge.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyBudgetTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T23:59:00Z");

  @TempDir private Path folder;

  private PrivacyBudget at(Instant now, double limit) {
    return PrivacyBudget.beside(folder.resolve("noise.key"), limit, InstantSource.fixed(now));
  }

  @Test
  void grant_enough_givesAllAndRemembersThem() {
    assertEquals(4, at(MONDAY, 5).grant(4, 1));
    assertEquals(1, at(MONDAY, 5).grant(4, 1));
    assertEquals(0, at(MONDAY, 5).grant(4, 1));
    assertEquals(2, at(MONDAY, 7).grant(4, 1), "a larger budget lets it go on");
  }

  @Test
  void grant_nextDay_beginsAnew() {
    at(MONDAY, 5).grant(5, 1);

    assertEquals(5, at(MONDAY.plusSeconds(120), 5).grant(9, 1));
  }

  @Test
  void grant_clockSetBack_findsWhatLaterDaysHaveSpent() {
    at(MONDAY.plusSeconds(120), 5).grant(5, 1);

    assertEquals(0, at(MONDAY, 5).grant(9, 1));
    assertEquals(0, at(MONDAY.plusSeconds(120), 5).grant(9, 1));
  }

  @Test
  void open_damagedAccount_isRefusedAndNotForgotten() throws IOException {
    at(MONDAY, 5).grant(5, 1);
    Path file = folder.resolve("budget.json");
    for (String text : new String[] {"", "{}", "{\"format\":\"winnow-budget/1\",\"day\":\"x\"}"}) {
      Files.writeString(file, text);

      var refusal = assertThrows(UnusableMemoryException.class, () -> at(MONDAY, 5));

      assertTrue(String.valueOf(refusal.getMessage()).contains(file.toString()));
      assertEquals(text, Files.readString(file));
    }
  }
}
