package dev.winnow.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineupTest {
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
    Lineup lineup = Lineup.of(people(), "identity", 2, 20, 1);

    assertEquals(List.of("anna", "bert"), lineup.people());
    assertEquals(7, known(lineup, 0));
    assertEquals(14, known(lineup, 1));
    assertEquals(3 + 6, lineup.unknown().size());
    assertEquals(0.5, lineup.chance());
  }

  @Test
  void of_people_asksAboutNoCaptureThatIsKnown() {
    Lineup lineup = Lineup.of(people(), "identity", 2, 20, 1);

    Set<String> paths =
        lineup.samples().stream().map(Sample::path).collect(Collectors.toCollection(HashSet::new));
    assertEquals(30, paths.size());
    for (Lineup.Shown shown : lineup.unknown()) {
      assertTrue(shown.sample().path().startsWith(lineup.people().get(shown.person())));
    }
  }

  @Test
  void of_twoCapturesEach_knowsOneAndAsksAboutTheOther() {
    List<Sample> samples = new ArrayList<>(captures("anna", 2));
    samples.addAll(captures("bert", 2));

    Lineup lineup = Lineup.of(samples, "identity", 2, 20, 1);

    assertEquals(2, lineup.known().size());
    assertEquals(2, lineup.unknown().size());
  }

  @Test
  void of_singleCaptures_saysWhatIsMissing() {
    List<Sample> samples = new ArrayList<>(captures("anna", 1));
    samples.addAll(captures("bert", 1));

    var e =
        assertThrows(NobodyToNameException.class, () -> Lineup.of(samples, "identity", 2, 20, 1));

    assertEquals(
        "an attacker needs two people to tell apart, and 0 of the test part have at least 2 samples in the column \"identity\"; test on more people or on people with more samples",
        e.getMessage());
  }

  private static long known(Lineup lineup, int person) {
    return lineup.known().stream().filter(shown -> shown.person() == person).count();
  }
}
