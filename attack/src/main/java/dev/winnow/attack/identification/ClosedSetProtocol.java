package dev.winnow.attack.identification;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The people whom an attacker tries to name: captures that it knows, with their names, and captures
 * whose names it has to find. Everybody has captures of both kinds (a closed set).
 *
 * @param people in alphabetical order
 * @param known what the attacker learns from
 * @param unknown what it is asked about
 */
public record ClosedSetProtocol(List<String> people, List<Shown> known, List<Shown> unknown) {
  /** The share of a person's captures that the attacker knows. */
  private static final double KNOWN = 0.7;

  /** One to know, one to be asked about. */
  private static final int FEWEST_SESSIONS = 2;

  /**
   * A capture, and the number of the person on it.
   *
   * @param person an index into {@link ClosedSetProtocol#people}
   */
  public record Shown(Sample sample, int person) {}

  public ClosedSetProtocol {
    people = List.copyOf(people);
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
  }

  /**
   * Draws 70 % of each person's captures as known, at least one, and leaves at least one unknown.
   * What was recorded in one {@linkplain Sample#session session} is all known or all unknown: its
   * captures are so alike, or overlap, that whoever knows one knows the others.
   *
   * @param samples of which those of too few captures or of a single session, or of nobody known,
   *     are left out
   * @param identity column that names people
   * @param fewest captures that a person must have, at least 2
   * @param most captures of a person that are used; of more, so many are drawn
   * @param seed of the draws
   * @throws NobodyToNameException if fewer than two people have enough captures
   */
  public static ClosedSetProtocol of(
      List<Sample> samples, String identity, int fewest, int most, long seed) {
    if (fewest < 2 || most < fewest) {
      throw new IllegalArgumentException("from %d to %d captures".formatted(fewest, most));
    }
    Map<String, List<Sample>> captures =
        samples.stream()
            .filter(sample -> sample.label(identity).isPresent())
            .collect(
                Collectors.groupingBy(
                    sample -> sample.label(identity).orElseThrow(),
                    TreeMap::new,
                    Collectors.toCollection(ArrayList::new)));
    captures.values().removeIf(shown -> shown.size() < fewest);
    boolean bySession =
        captures.values().removeIf(shown -> sessions(shown).size() < FEWEST_SESSIONS);
    if (captures.size() < 2) {
      throw new NobodyToNameException(identity, captures.size(), fewest, bySession);
    }
    return drawn(captures, most, new Random(seed));
  }

  /** All captures, the known ones first. */
  public List<Sample> samples() {
    List<Sample> all = new ArrayList<>();
    known.forEach(shown -> all.add(shown.sample()));
    unknown.forEach(shown -> all.add(shown.sample()));
    return all;
  }

  /**
   * What the attacker has of it.
   *
   * @param rows the features of {@link #samples}, in this order
   */
  public AttackData data(Tensor rows) {
    return new AttackData(
        rows.rows(0, known.size()),
        known.stream().map(Shown::person).toList(),
        rows.rows(known.size(), known.size() + unknown.size()),
        unknown.stream().map(Shown::person).toList());
  }

  /** How often a guess at random is right. */
  public double chance() {
    return 1.0 / people.size();
  }

  private static ClosedSetProtocol drawn(
      Map<String, List<Sample>> captures, int most, Random random) {
    List<String> people = List.copyOf(captures.keySet());
    List<Shown> known = new ArrayList<>();
    List<Shown> unknown = new ArrayList<>();
    int person = 0;
    for (List<Sample> shown : captures.values()) {
      Collections.shuffle(shown, random);
      int used = Math.min(most, shown.size());
      int learned = (int) Math.min(used - 1, Math.max(1, Math.round(used * KNOWN)));
      Set<String> familiar = knownSessions(shown, learned);
      int number = person;
      Function<Boolean, Stream<Shown>> part =
          isKnown ->
              shown.stream()
                  .filter(sample -> familiar.contains(sample.session()) == isKnown)
                  .limit(isKnown ? learned : used - learned)
                  .map(sample -> new Shown(sample, number));
      part.apply(true).forEach(known::add);
      part.apply(false).forEach(unknown::add);
      person++;
    }
    return new ClosedSetProtocol(people, known, unknown);
  }

  /**
   * The sessions that the attacker knows: 70 % of what there is, or, where each capture is a
   * session of its own, as many as are used.
   */
  private static Set<String> knownSessions(List<Sample> shown, int learned) {
    Set<String> all = sessions(shown);
    long wanted = all.size() == shown.size() ? learned : Math.round(shown.size() * KNOWN);
    Map<String, Long> sizes =
        shown.stream().collect(Collectors.groupingBy(Sample::session, Collectors.counting()));
    Set<String> drawn = new HashSet<>();
    long count = 0;
    for (String session : all) {
      if (count < wanted && drawn.size() + 1 < all.size()) {
        drawn.add(session);
        count += sizes.getOrDefault(session, 0L);
      }
    }
    return drawn;
  }

  /** In the order of the captures. */
  private static Set<String> sessions(List<Sample> shown) {
    return shown.stream().map(Sample::session).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
