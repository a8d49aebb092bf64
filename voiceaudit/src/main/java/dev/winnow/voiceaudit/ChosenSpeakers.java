package dev.winnow.voiceaudit;

import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws whom an audit listens to, and which recordings of each. */
final class ChosenSpeakers {
  /** Some to know, some to be asked about. */
  static final int FEWEST = 5;

  private ChosenSpeakers() {}

  /**
   * Draws recordings.
   *
   * @param samples of which those without a speaker, and of speakers with fewer than {@value
   *     #FEWEST}, are left out
   * @throws dev.winnow.data.NoSuchColumnException if there is no column of speakers
   */
  static List<Sample> of(DataSet set, List<Sample> samples, VoiceAuditSettings settings) {
    String column = settings.columns().speaker();
    set.classes(column);
    Map<String, List<Sample>> speakers =
        samples.stream()
            .filter(sample -> sample.label(column).isPresent())
            .collect(
                Collectors.groupingBy(
                    sample -> sample.label(column).orElseThrow(),
                    TreeMap::new,
                    Collectors.toCollection(ArrayList::new)));
    speakers.values().removeIf(own -> own.size() < FEWEST);
    Random random = new Random(settings.seed());
    List<String> names = new ArrayList<>(speakers.keySet());
    Collections.shuffle(names, random);
    List<Sample> chosen = new ArrayList<>();
    for (String name : names.subList(0, Math.min(names.size(), settings.speakers()))) {
      List<Sample> own = speakers.getOrDefault(name, List.of());
      Collections.shuffle(own, random);
      chosen.addAll(own.subList(0, Math.min(own.size(), settings.recordings())));
    }
    return chosen;
  }
}
