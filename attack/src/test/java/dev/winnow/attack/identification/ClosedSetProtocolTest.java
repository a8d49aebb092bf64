package dev.winnow.attack.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.Sample;
import dev.winnow.data.TimeWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClosedSetProtocolTest {
  private static List<Sample> captures(String person, int count) {
    List<Sample> captures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      captures.add(Sample.of(person + i, Map.of("identity", person)));
    }
    return captures;
  }

  private static List<Sample> people() {
    List<Sample> samples = new ArrayList<>(captures("anna", 10));
    samples.addAll(captures("bert", 100));
    samples.addAll(captures("carl", 1));
    samples.add(Sample.of("stranger", Map.of()));
    return samples;
  }

  @Test
  void of_people_knowsSeventyPercentOfEach() {
    ClosedSetProtocol protocol = ClosedSetProtocol.of(people(), "identity", 2, 20, 1);

    assertEquals(List.of("anna", "bert"), protocol.people());
    assertEquals(7, known(protocol, 0));
    assertEquals(14, known(protocol, 1));
    assertEquals(3 + 6, protocol.unknown().size());
    assertEquals(0.5, protocol.chance());
  }

  @Test
  void of_people_asksAboutNoCaptureThatIsKnown() {
    ClosedSetProtocol protocol = ClosedSetProtocol.of(people(), "identity", 2, 20, 1);

    Set<String> paths =
        protocol.samples().stream()
            .map(Sample::path)
            .collect(Collectors.toCollection(HashSet::new));
    assertEquals(30, paths.size());
    for (ClosedSetProtocol.Shown shown : protocol.unknown()) {
      assertTrue(shown.sample().path().startsWith(protocol.people().get(shown.person())));
    }
  }

  @Test
  void of_twoCapturesEach_knowsOneAndAsksAboutTheOther() {
    List<Sample> samples = new ArrayList<>(captures("anna", 2));
    samples.addAll(captures("bert", 2));

    ClosedSetProtocol protocol = ClosedSetProtocol.of(samples, "identity", 2, 20, 1);

    assertEquals(2, protocol.known().size());
    assertEquals(2, protocol.unknown().size());
  }

  @Test
  void of_singleCaptures_saysWhatIsMissing() {
    List<Sample> samples = new ArrayList<>(captures("anna", 1));
    samples.addAll(captures("bert", 1));

    var e =
        assertThrows(
            NobodyToNameException.class, () -> ClosedSetProtocol.of(samples, "identity", 2, 20, 1));

    assertEquals(
        "an attacker needs two people to tell apart, and 0 of the test part have at least 2 samples in the column \"identity\"; test on more people or on people with more samples",
        e.getMessage());
  }

  /** Windows of one recording overlap: whoever knows one of them knows the next. */
  @Test
  void of_sessions_knowsAllOfASessionOrNothing() {
    List<Sample> samples = new ArrayList<>();
    for (String person : List.of("anna", "bert")) {
      for (int session = 0; session < 10; session++) {
        samples.addAll(windows(person, person + session, 12));
      }
    }

    ClosedSetProtocol protocol = ClosedSetProtocol.of(samples, "identity", 5, 60, 1);

    Set<String> known = sessions(protocol.known());
    Set<String> unknown = sessions(protocol.unknown());
    assertEquals(2 * 7, known.size());
    assertEquals(2 * 3, unknown.size());
    assertTrue(known.stream().noneMatch(unknown::contains));
    assertEquals(42, known(protocol, 0));
    assertEquals(2 * (60 - 42), protocol.unknown().size());
  }

  @Test
  void of_unevenSessions_leavesOneToBeAskedAbout() {
    List<Sample> samples = new ArrayList<>();
    for (String person : List.of("anna", "bert")) {
      samples.addAll(windows(person, person + 1, 2));
      samples.addAll(windows(person, person + 2, 98));
    }

    ClosedSetProtocol protocol = ClosedSetProtocol.of(samples, "identity", 5, 200, 1);

    assertEquals(2, sessions(protocol.known()).size());
    assertEquals(2, sessions(protocol.unknown()).size());
  }

  /** Without a column of sessions, what is in one file was recorded in one go. */
  @Test
  void of_windowsOfFiles_dividesByFile() {
    List<Sample> samples = new ArrayList<>();
    for (String person : List.of("anna", "bert")) {
      for (Sample file : captures(person, 10)) {
        samples.add(file.during(new TimeWindow(0, 1)));
        samples.add(file.during(new TimeWindow(1, 2)));
      }
    }

    ClosedSetProtocol protocol = ClosedSetProtocol.of(samples, "identity", 5, 60, 1);

    assertEquals(14, known(protocol, 0));
    assertTrue(
        sessions(protocol.known()).stream().noneMatch(sessions(protocol.unknown())::contains));
  }

  @Test
  void of_oneSessionEach_saysThatItTakesTwo() {
    List<Sample> samples = new ArrayList<>(windows("anna", "a", 9));
    samples.addAll(windows("bert", "b", 9));

    var e =
        assertThrows(
            NobodyToNameException.class, () -> ClosedSetProtocol.of(samples, "identity", 5, 60, 1));

    assertTrue(e.getMessage().contains("from two sessions or more; test on"), e.getMessage());
  }

  private static List<Sample> windows(String person, String session, int count) {
    List<Sample> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sample file = Sample.of(session + ".csv", Map.of("identity", person, "session", session));
      windows.add(file.during(new TimeWindow(i, i + 2)));
    }
    return windows;
  }

  private static Set<String> sessions(List<ClosedSetProtocol.Shown> shown) {
    return shown.stream().map(each -> each.sample().session()).collect(Collectors.toSet());
  }

  private static long known(ClosedSetProtocol protocol, int person) {
    return protocol.known().stream().filter(shown -> shown.person() == person).count();
  }
}
