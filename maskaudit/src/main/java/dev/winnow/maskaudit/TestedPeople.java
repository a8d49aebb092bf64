package dev.winnow.maskaudit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who is to be named, and the others, of whom an attacker has images before and after a mask.
 *
 * @param line images of those who are to be named
 * @param others images of nobody among them
 */
record TestedPeople(ClosedSetProtocol line, List<Sample> others) {
  /** Somebody who is to be named has so many images at least, and at most so many are used. */
  private static final int FEWEST = 3;

  private static final int MOST = 10;

  TestedPeople {
    others = List.copyOf(others);
  }

  /**
   * Draws people of a data set: at most half of those who have enough images are to be named.
   *
   * @return empty if the set has no column that tells people apart, or fewer than four people have
   *     enough images
   */
  static Optional<TestedPeople> of(DataSet set, MaskAuditSettings settings) {
    String identity = settings.identity();
    if (!set.columns().contains(identity)) {
      return Optional.empty();
    }
    Map<String, List<Sample>> people =
        set.samples().stream()
            .filter(sample -> sample.label(identity).isPresent())
            .collect(
                Collectors.groupingBy(
                    sample -> sample.label(identity).orElseThrow(),
                    TreeMap::new,
                    Collectors.toList()));
    Random random = new Random(settings.seed());
    List<String> enough = new ArrayList<>();
    people.forEach(
        (who, samples) -> {
          if (samples.size() >= FEWEST) {
            enough.add(who);
          }
        });
    Collections.shuffle(enough, random);
    int tested = Math.min(settings.people(), enough.size() / 2);
    if (tested < 2) {
      return Optional.empty();
    }
    Set<String> named = new HashSet<>(enough.subList(0, tested));
    List<Sample> line = new ArrayList<>();
    List<Sample> others = new ArrayList<>();
    people.forEach((who, samples) -> (named.contains(who) ? line : others).addAll(samples));
    Collections.shuffle(others, random);
    return Optional.of(
        new TestedPeople(
            ClosedSetProtocol.of(line, identity, FEWEST, MOST, settings.seed()),
            others.subList(0, Math.min(settings.learned(), others.size()))));
  }

  /** How many images of the line an attacker knows; they come first among its samples. */
  int known() {
    return line.known().size();
  }

  /** Who is on each image that the attacker knows. */
  List<Integer> knownPeople() {
    return line.known().stream().map(ClosedSetProtocol.Shown::person).toList();
  }

  /** Who is on each image that it is asked about. */
  List<Integer> askedPeople() {
    return line.unknown().stream().map(ClosedSetProtocol.Shown::person).toList();
  }
}
