package dev.winnow.voiceaudit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.audit.AttackResult;
import dev.winnow.trust.Effort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Naming speakers whose other recordings an attacker has: every adversary learns and ranks all
 * speakers for each recording it is asked about, and for pools of one speaker's.
 *
 * @param settings of the audit
 * @param pools how many recordings of one speaker are taken together, besides single ones
 */
record SpeakerIdentification(VoiceAuditSettings settings, List<Integer> pools) {
  private static final List<Metric> ALONE =
      List.of(
          Metric.TOP_ONE, Metric.TOP_FIVE, Metric.LOG_RANK, Metric.BAYES_ERROR, Metric.INFORMATION);
  private static final List<Metric> GROUPS = List.of(Metric.TOP_ONE, Metric.INFORMATION);

  private record Key(String topic, String adversary, String group) {}

  /**
   * Attacks.
   *
   * @param topic of the findings, such as {@code identity.retrained}
   * @param representation the word for it
   * @param trials one for each draw
   */
  List<AttackResult> on(String topic, String representation, List<SpeakerTrial> trials) {
    return on(topic, representation, trials, UnaryOperator.identity());
  }

  /** The null control, on the first draw: names are dealt out at random among what is known. */
  List<AttackResult> shuffled(String topic, String representation, List<SpeakerTrial> trials) {
    return new SpeakerIdentification(settings, List.of())
        .on(topic, representation, trials.subList(0, 1), data -> data.shuffled(settings.seed()));
  }

  private List<AttackResult> on(
      String topic,
      String representation,
      List<SpeakerTrial> trials,
      UnaryOperator<AttackData> change) {
    Map<Key, List<Ranking>> rankings = new LinkedHashMap<>();
    for (SpeakerTrial trial : trials) {
      AttackData data = change.apply(trial.data());
      PreparedData usual = data.prepared(settings.threads());
      for (Adversary adversary : adversaries()) {
        String word = adversary.word() + " on " + representation;
        Ranking.pooled(adversary, adversary.prepared(data, usual), pools, settings.seed())
            .forEach((size, ranking) -> add(rankings, topic, word, size, ranking, trial));
      }
    }
    List<AttackResult> results = new ArrayList<>();
    rankings.forEach((key, draws) -> results.addAll(results(key, draws)));
    return results;
  }

  private List<Adversary> adversaries() {
    List<Adversary> all = new ArrayList<>();
    all.add(new NearestNeighbour());
    all.add(ClassifierAdversary.logistic(settings.seed(), settings.threads()));
    all.add(GaussianKde.own());
    if (settings.effort() != Effort.QUICK) {
      all.add(GaussianKde.white());
      all.add(ClassifierAdversary.perceptron(settings.seed(), settings.threads()));
    }
    return all;
  }

  private void add(
      Map<Key, List<Ranking>> rankings,
      String topic,
      String word,
      int size,
      Ranking ranking,
      SpeakerTrial trial) {
    if (size > 1) {
      put(rankings, new Key(topic + ".pooled-" + size, word, Measurement.ALL), ranking);
      return;
    }
    put(rankings, new Key(topic, word, Measurement.ALL), ranking);
    Optional<String> column = settings.columns().group();
    if (column.isPresent()) {
      List<String> groups =
          trial.protocol().unknown().stream()
              .map(ClosedSetProtocol.Shown::sample)
              .map(sample -> column.get() + "=" + sample.label(column.get()).orElse("?"))
              .toList();
      for (String group : groups.stream().distinct().sorted().toList()) {
        put(
            rankings,
            new Key(topic, word, group),
            ranking.only(row -> groups.get(row).equals(group)));
      }
    }
  }

  private static void put(Map<Key, List<Ranking>> rankings, Key key, Ranking ranking) {
    rankings.computeIfAbsent(key, k -> new ArrayList<>()).add(ranking);
  }

  private List<AttackResult> results(Key key, List<Ranking> draws) {
    List<Metric> metrics =
        key.topic.contains(".pooled-")
            ? List.of(Metric.TOP_ONE)
            : key.group.equals(Measurement.ALL) ? ALONE : GROUPS;
    return metrics.stream()
        .map(
            metric ->
                AttackResult.of(
                    key.topic,
                    Ranking.measurement(draws, metric, settings.seed())
                        .by(key.adversary)
                        .of(key.group),
                    draws))
        .toList();
  }
}
