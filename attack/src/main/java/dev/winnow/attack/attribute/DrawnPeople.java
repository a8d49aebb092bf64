package dev.winnow.attack.attribute;

import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Half of the people, drawn as those from whom an attacker learns.
 *
 * @param people the number of who is on each sample
 * @param drawn numbers of those it learns from
 */
record DrawnPeople(List<Integer> people, Set<Integer> drawn) {
  /**
   * Draws.
   *
   * @param samples of which one of nobody known counts as somebody seen once
   * @param identity column that names people
   */
  static DrawnPeople of(List<Sample> samples, String identity, long seed) {
    Map<String, Integer> numbers = new HashMap<>();
    List<Integer> people = new ArrayList<>();
    for (Sample sample : samples) {
      // A path may read like a name, hence the mark.
      String person = sample.label(identity).map(n -> "name " + n).orElse("path " + sample.path());
      people.add(numbers.computeIfAbsent(person, name -> numbers.size()));
    }
    List<Integer> all = new ArrayList<>(new TreeSet<>(people));
    Collections.shuffle(all, new Random(seed));
    return new DrawnPeople(people, new HashSet<>(all.subList(0, all.size() / 2)));
  }

  /** Whether the person on a sample is one of them. */
  boolean known(int sample) {
    return drawn.contains(people.get(sample));
  }
}
