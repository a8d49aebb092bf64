package dev.winnow.attack.identification;

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

  private static long known(ClosedSetProtocol protocol, int person) {
    return protocol.known().stream().filter(shown -> shown.person() == person).count();
  }
}
