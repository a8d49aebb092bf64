package dev.winnow.edge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.edge.source.SettlingFiles.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a file that may still be written counts as whole. */
class SettlingFilesTest {
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SettlingFiles files = new SettlingFiles(QUIET);

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  private void look(String file, long bytes, long millis) {
    files.look(file, new Stamp(bytes, at(millis)), at(millis), false);
  }

  @Test
  void whole_fileThatGrows_onlyOnceItHasNotChangedForAMoment() {
    look("a", 10, 0);
    look("a", 20, 1500);
    assertEquals(List.of(), files.whole(at(3400)));
    assertEquals(Optional.of(at(3500)), files.next());

    assertEquals(List.of("a"), files.whole(at(3500)));
  }

  @Test
  void whole_sameSizeButWrittenAgain_waitsAnew() {
    look("a", 10, 0);
    look("a", 10, 1900);

    assertEquals(List.of(), files.whole(at(2100)));
  }

  @Test
  void whole_emptyFile_isStillToBeWritten() {
    look("a", 0, 0);

    assertEquals(List.of(), files.whole(at(1 << 20)));
    assertEquals(Optional.empty(), files.next());
  }

  @Test
  void whole_renamedFiles_atOnceAndInOrderOfNames() {
    files.look("b", new Stamp(10, at(0)), at(0), true);
    files.look("a", new Stamp(10, at(0)), at(0), true);

    assertEquals(List.of("a", "b"), files.whole(at(0)));
  }

  @Test
  void forget_fileThatIsGone_doesNotComeBack() {
    look("a", 10, 0);
    files.forget("a");

    assertEquals(List.of(), files.whole(at(5000)));
  }
}
