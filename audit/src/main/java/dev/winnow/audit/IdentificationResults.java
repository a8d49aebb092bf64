package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.identification.WorstPerson;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Gathers rankings of all draws, by topic, adversary and group, and makes numbers of them, in the
 * order in which they came.
 */
public final class IdentificationResults {
  private static final List<Metric> ALONE =
      List.of(
          Metric.TOP_ONE, Metric.TOP_FIVE, Metric.LOG_RANK, Metric.BAYES_ERROR, Metric.INFORMATION);
  private static final List<Metric> GROUPS = List.of(Metric.TOP_ONE, Metric.INFORMATION);
  private static final List<Metric> POOLED = List.of(Metric.TOP_ONE);

  private record Key(String topic, String adversary, String group) {}

  private final Optional<String> column;
  private final long seed;
  private final Map<Key, List<Ranking>> rankings = new LinkedHashMap<>();

  /**
   * Gathers nothing yet.
   *
   * @param column by whose values single captures are looked at again
   * @param seed of intervals
   */
  public IdentificationResults(Optional<String> column, long seed) {
    this.column = column;
    this.seed = seed;
  }

  /**
   * Adds what one adversary made of one draw.
   *
   * @param topic of the findings, such as {@code identity}
   * @param bySize as {@link Ranking#pooled} gives it: single captures under 1
   */
  public void add(String topic, SortedMap<Integer, Ranking> bySize, ClosedSetProtocol protocol) {
    bySize.forEach(
        (captures, ranking) -> {
          if (captures == 1) {
            add(topic, ranking, protocol);
          } else {
            add("%s.pooled-%d".formatted(topic, captures), Measurement.ALL, ranking);
          }
        });
  }

  /** The numbers of all. */
  public List<AttackResult> results() {
    List<AttackResult> results = new ArrayList<>();
    rankings.forEach(
        (key, draws) -> {
          for (Metric metric : metrics(key)) {
            Measurement measurement = Ranking.measurement(draws, metric, seed).of(key.group);
            results.add(AttackResult.of(key.topic, measurement, draws));
          }
          if (metrics(key).equals(ALONE)) {
            WorstPerson.of(draws)
                .ifPresent(worst -> results.add(AttackResult.of(key.topic, worst, draws)));
          }
        });
    return results;
  }

  /** Everybody, and each group by itself. */
  private void add(String topic, Ranking ranking, ClosedSetProtocol protocol) {
    add(topic, Measurement.ALL, ranking);
    List<String> groups = groups(protocol);
    for (String group : groups.stream().distinct().sorted().toList()) {
      add(topic, group, ranking.only(row -> groups.get(row).equals(group)));
    }
  }

  private void add(String topic, String group, Ranking ranking) {
    rankings
        .computeIfAbsent(new Key(topic, ranking.adversary(), group), key -> new ArrayList<>())
        .add(ranking);
  }

  private static List<Metric> metrics(Key key) {
    if (key.topic.contains(".pooled-")) {
      return POOLED;
    }
    return key.group.equals(Measurement.ALL) ? ALONE : GROUPS;
  }

  /** The group of each unknown row, such as {@code gender=F}; none if nobody asked. */
  private List<String> groups(ClosedSetProtocol protocol) {
    return column.stream()
        .flatMap(
            name ->
                protocol.unknown().stream()
                    .map(shown -> name + "=" + shown.sample().label(name).orElse("?")))
        .toList();
  }
}
