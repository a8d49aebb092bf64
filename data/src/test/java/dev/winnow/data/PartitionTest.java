package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartitionTest {
  @Test
  void byIdentity_tenPeople_sixOneThreeWithoutStraddling() {
    DataSet set = set(people(10, 4), "identity");

    Partition drawn = Partition.byIdentity(set, "identity", 7);

    assertEquals(6, identities(drawn.train()).size());
    assertEquals(1, identities(drawn.validation()).size());
    assertEquals(3, identities(drawn.test()).size());
    assertEquals(40, drawn.train().size() + drawn.validation().size() + drawn.test().size());
    assertTrue(Collections.disjoint(identities(drawn.train()), identities(drawn.test())));
    assertTrue(Collections.disjoint(identities(drawn.train()), identities(drawn.validation())));
    assertTrue(Collections.disjoint(identities(drawn.validation()), identities(drawn.test())));
  }

  @Test
  void byIdentity_sameSeed_samePeopleWhateverTheOrderOfRows() {
    List<Sample> reversed = new ArrayList<>(people(20, 3));
    Collections.reverse(reversed);

    Partition one = Partition.byIdentity(set(people(20, 3), "identity"), "identity", 7);
    Partition other = Partition.byIdentity(set(reversed, "identity"), "identity", 7);

    assertEquals(identities(one.test()), identities(other.test()));
    assertNotEquals(
        identities(one.test()),
        identities(Partition.byIdentity(set(reversed, "identity"), "identity", 8).test()));
  }

  @Test
  void byCount_rules_choosePeopleByTheNumberOfTheirSamples() {
    List<Sample> samples = new ArrayList<>(people(10, 2));
    for (int i = 0; i < 20; i++) {
      samples.add(Sample.of("often/%d.png".formatted(i), Map.of("identity", "often")));
    }
    DataSet set = set(samples, "identity");

    Partition drawn =
        Partition.byCount(
            set,
            "identity",
            SampleCountFilter.parse("images<10"),
            SampleCountFilter.parse("images >= 20"),
            7);

    assertEquals(Set.of("often"), identities(drawn.test()));
    assertEquals(20, drawn.test().size());
    assertEquals(1, identities(drawn.validation()).size());
    assertEquals(9, identities(drawn.train()).size());
    assertTrue(Collections.disjoint(identities(drawn.validation()), identities(drawn.train())));
  }

  @Test
  void byCount_rulesThatChooseNobodyOrTheSamePeople_areRefused() {
    DataSet set = set(people(10, 2), "identity");
    SampleCountFilter few = SampleCountFilter.parse("images<10");

    var nobody =
        assertThrows(
            CannotSplitException.class,
            () ->
                Partition.byCount(set, "identity", few, SampleCountFilter.parse("images>=20"), 7));
    assertTrue(nobody.getMessage().contains("\"images>=20\" chooses 0 people"));
    var same =
        assertThrows(
            CannotSplitException.class,
            () -> Partition.byCount(set, "identity", few, SampleCountFilter.parse("images=2"), 7));
    assertTrue(same.getMessage().endsWith("choose the same people"), same.getMessage());
    assertThrows(MalformedRuleException.class, () -> SampleCountFilter.parse("people<10"));
  }

  @Test
  void byIdentity_unknownIdentity_isInNoPart() {
    List<Sample> samples = new ArrayList<>(people(3, 1));
    samples.add(Sample.of("stranger", Map.of()));

    Partition drawn = Partition.byIdentity(set(samples, "identity"), "identity", 7);

    for (Split split : Split.values()) {
      assertEquals(1, drawn.part(split).size());
      assertNotEquals("stranger", drawn.part(split).get(0).path());
    }
  }

  @Test
  void byIdentity_twoPeople_isRefused() {
    var refusal =
        assertThrows(
            CannotSplitException.class,
            () -> Partition.byIdentity(set(people(2, 9), "identity"), "identity", 7));

    assertEquals(
        "the data set x cannot be split: \"identity\" tells 2 people apart and it takes three, one"
            + " each for training, validation and test; split by sample with --split-by sample",
        refusal.getMessage());
  }

  @Test
  void of_splitColumn_isFollowed() {
    List<Sample> samples =
        List.of(
            bound("a", "Doe", Split.TEST),
            bound("b", "Roe", Split.TRAIN),
            bound("c", "Doe", Split.TEST),
            Sample.of("d", Map.of("identity", "Poe")));

    Partition own = Partition.of(set(samples, "identity"), "identity", 7);

    assertEquals(List.of(samples.get(1)), own.train());
    assertEquals(List.of(), own.validation());
    assertEquals(List.of(samples.get(0), samples.get(2)), own.test());
  }

  @Test
  void of_splitColumnWithPeopleOnBothSides_isRefused() {
    List<Sample> samples =
        List.of(
            bound("a", "Doe", Split.TEST),
            bound("b", "Doe", Split.TRAIN),
            bound("c", "Roe", Split.TRAIN));

    var refusal =
        assertThrows(
            CannotSplitException.class,
            () -> Partition.of(set(samples, "identity"), "identity", 7));

    assertEquals(
        "the data set x cannot be split: 1 of 2 people are in more than one part of its column"
            + " split; put each into one",
        refusal.getMessage());
  }

  @Test
  void of_noSplitColumn_drawsPeople() {
    DataSet set = set(people(10, 2), "identity");

    assertEquals(Partition.byIdentity(set, "identity", 3), Partition.of(set, "identity", 3));
  }

  @Test
  void of_nothingToTellPeopleApart_isRefusedAndBySampleIsNot() {
    List<Sample> samples = Stream.of("a", "b", "c", "d").map(p -> Sample.of(p, Map.of())).toList();
    DataSet set = set(samples);

    var refusal = assertThrows(CannotSplitException.class, () -> Partition.of(set, "who", 7));

    assertTrue(refusal.getMessage().contains("it has no column \"who\" to tell people apart;"));
    Partition drawn = Partition.bySample(set, 7);
    assertEquals(
        Set.copyOf(samples),
        Stream.of(drawn.train(), drawn.validation(), drawn.test())
            .flatMap(List::stream)
            .collect(Collectors.toSet()));
    assertEquals(2, drawn.train().size());
  }

  @Test
  void of_splitColumnWithoutATest_drawsPeopleOfTheTrainingPart() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Split split = i < 16 ? Split.TRAIN : Split.VALIDATION;
      samples.add(bound("%d".formatted(i), "p" + i / 2, split));
    }

    Partition own = Partition.of(set(samples, "identity"), "identity", 7);

    assertEquals(samples.subList(16, 20), own.validation());
    assertEquals(2, identities(own.test()).size());
    assertEquals(6, identities(own.train()).size());
    assertTrue(Collections.disjoint(identities(own.train()), identities(own.test())));
    assertEquals(own, Partition.of(set(samples, "identity"), "identity", 7));
  }

  /** Market-1501 has training and test people only. */
  @Test
  void of_splitColumnWithoutAValidation_leavesTheTestAlone() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(bound("%d".formatted(i), "p" + i, i < 10 ? Split.TRAIN : Split.TEST));
    }

    Partition own = Partition.of(set(samples, "identity"), "identity", 7);

    assertEquals(samples.subList(10, 20), own.test());
    assertEquals(1, own.validation().size());
    assertEquals(9, own.train().size());
  }

  @Test
  void of_splitColumnWithoutATestOrPeople_drawsSamples() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Split split = i < 10 ? Split.TRAIN : Split.VALIDATION;
      samples.add(new Sample("%d".formatted(i), Map.of(), Optional.of(split)));
    }

    Partition own = Partition.of(set(samples), "identity", 7);

    assertEquals(
        List.of(7, 2, 3), List.of(own.train().size(), own.validation().size(), own.test().size()));
  }

  @Test
  void ofSamples_peopleOnBothSides_isNoMatter() {
    List<Sample> samples =
        List.of(
            bound("a", "Doe", Split.TEST),
            bound("b", "Doe", Split.TRAIN),
            bound("c", "Doe", Split.VALIDATION));

    Partition own = Partition.ofSamples(set(samples, "identity"), 7);

    assertEquals(List.of(samples.get(1)), own.train());
    assertEquals(List.of(samples.get(0)), own.test());
    DataSet free = set(people(5, 4), "identity");
    assertEquals(Partition.bySample(free, 7), Partition.ofSamples(free, 7));
  }

  /** Whatever is drawn, and whether the set has a split of its own or not. */
  @Test
  void ofSamples_sessions_stayTogether() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      samples.add(Sample.of("take" + i, Map.of("session", "s" + i / 4)));
    }
    List<Sample> bound =
        samples.stream()
            .map(each -> new Sample(each.path(), each.labels(), Optional.of(Split.TRAIN)))
            .toList();
    for (List<Sample> all : List.of(samples, bound)) {
      Partition drawn = Partition.ofSamples(set(all, "session"), 3);

      for (List<Sample> part : List.of(drawn.train(), drawn.validation(), drawn.test())) {
        Set<String> sessions = part.stream().map(Sample::session).collect(Collectors.toSet());
        assertEquals(4 * sessions.size(), part.size());
        assertTrue(!part.isEmpty());
      }
    }
  }

  @Test
  void bySample_twoSessions_isRefused() {
    DataSet set =
        set(
            List.of(
                Sample.of("a", Map.of("session", "1")),
                Sample.of("b", Map.of("session", "1")),
                Sample.of("c", Map.of("session", "2"))),
            "session");

    assertThrows(CannotSplitException.class, () -> Partition.bySample(set, 1));
  }

  private static Sample bound(String path, String identity, Split split) {
    return new Sample(path, Map.of("identity", identity), Optional.of(split));
  }

  private static List<Sample> people(int people, int shots) {
    List<Sample> samples = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      for (int variation = 0; variation < shots; variation++) {
        samples.add(Sample.of(person + "/" + variation, Map.of("identity", "p" + person)));
      }
    }
    return samples;
  }

  private static Set<String> identities(List<Sample> samples) {
    return samples.stream()
        .flatMap(sample -> sample.label("identity").stream())
        .collect(Collectors.toSet());
  }

  private static DataSet set(List<Sample> samples, String... columns) {
    return new DataSet(DataCard.ofImages("x"), Path.of("nowhere"), List.of(columns), samples);
  }
}
