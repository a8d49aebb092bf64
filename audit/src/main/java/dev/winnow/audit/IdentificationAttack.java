package dev.winnow.audit;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.ScratchNetworkAdversary;
import dev.winnow.attack.adversary.TransferAdversary;
import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Naming people whose other captures are known: every adversary learns from the known rows and
 * ranks all people for each unknown row, or for some rows of one person together.
 *
 * @param topic of the findings, such as {@code identity}
 * @param pools how many captures of one person are taken together, besides single ones
 * @param thorough whether all adversaries try, or only the quick ones. The slow ones, which train a
 *     network, try the first draw alone
 */
record IdentificationAttack(String topic, List<Integer> pools, boolean thorough)
    implements ViewAttack {
  private static final List<Metric> ALONE =
      List.of(
          Metric.TOP_ONE, Metric.TOP_FIVE, Metric.LOG_RANK, Metric.BAYES_ERROR, Metric.INFORMATION);
  private static final List<Metric> GROUPS = List.of(Metric.TOP_ONE, Metric.INFORMATION);
  private static final List<Metric> POOLED = List.of(Metric.TOP_ONE);

  @Override
  public String word() {
    return topic;
  }

  @Override
  public boolean trains() {
    return true;
  }

  @Override
  public List<AttackResult> on(Trial trial, AuditContext context) {
    return onAll(List.of(trial), context);
  }

  @Override
  public List<AttackResult> onAll(List<Trial> trials, AuditContext context) {
    Found found = new Found(context);
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      ask(trial, trial.data(), adversaries(trial.view(), context, i == 0), found);
    }
    return found.results();
  }

  @Override
  public List<AttackResult> shuffled(Trial trial, AuditContext context) {
    Found found = new Found(context);
    AttackData shuffled = trial.data().shuffled(context.seed());
    new IdentificationAttack(topic, List.of(), thorough)
        .ask(trial, shuffled, adversaries(trial.view(), context, true), found);
    return found.results();
  }

  /** Sizes of pools of which too few people have a whole one are not measured. */
  private void ask(Trial trial, AttackData data, List<Adversary> adversaries, Found found) {
    AuditContext context = found.context;
    PreparedData usual = data.prepared(context.threads());
    for (Adversary adversary : adversaries) {
      Ranking.pooled(adversary, adversary.prepared(data, usual), pools, context.seed())
          .forEach(
              (captures, ranking) -> {
                if (captures == 1) {
                  found.add(topic, ranking, trial.protocol());
                } else {
                  found.add("%s.pooled-%d".formatted(topic, captures), Measurement.ALL, ranking);
                }
              });
    }
  }

  private List<Adversary> adversaries(AttackerView view, AuditContext context, boolean slow) {
    List<Adversary> all = new ArrayList<>();
    all.add(new NearestNeighbour());
    all.add(ClassifierAdversary.logistic(context.seed(), context.threads()));
    all.add(GaussianKde.own());
    all.add(GaussianKde.white());
    if (thorough && slow) {
      all.add(ClassifierAdversary.perceptron(context.seed(), context.threads()));
      all.add(new ScratchNetworkAdversary(view.shape(), context.seed(), context.threads()));
      view.next()
          .flatMap(next -> TransferAdversary.of(next, context.seed(), context.threads()))
          .ifPresent(all::add);
    }
    return all;
  }

  /** Rankings of all draws, by topic, adversary and group, in the order in which they came. */
  private static final class Found {
    private record Key(String topic, String adversary, String group) {}

    private final AuditContext context;
    private final Map<Key, List<Ranking>> rankings = new LinkedHashMap<>();

    Found(AuditContext context) {
      this.context = context;
    }

    /** Everybody, and each group by itself. */
    void add(String topic, Ranking ranking, ClosedSetProtocol protocol) {
      add(topic, Measurement.ALL, ranking);
      List<String> groups = groups(protocol);
      for (String group : groups.stream().distinct().sorted().toList()) {
        add(topic, group, ranking.only(row -> groups.get(row).equals(group)));
      }
    }

    void add(String topic, String group, Ranking ranking) {
      rankings
          .computeIfAbsent(new Key(topic, ranking.adversary(), group), key -> new ArrayList<>())
          .add(ranking);
    }

    List<AttackResult> results() {
      List<AttackResult> results = new ArrayList<>();
      rankings.forEach(
          (key, trials) -> {
            for (Metric metric : metrics(key)) {
              Measurement measurement =
                  Ranking.measurement(trials, metric, context.seed()).of(key.group);
              results.add(AttackResult.of(key.topic, measurement, trials));
            }
          });
      return results;
    }

    private static List<Metric> metrics(Key key) {
      if (key.topic.contains(".pooled-")) {
        return POOLED;
      }
      return key.group.equals(Measurement.ALL) ? ALONE : GROUPS;
    }

    /** The group of each unknown row, such as {@code gender=F}; none if nobody asked. */
    private List<String> groups(ClosedSetProtocol protocol) {
      return context.group().stream()
          .flatMap(
              column ->
                  protocol.unknown().stream()
                      .map(ClosedSetProtocol.Shown::sample)
                      .map(sample -> group(sample, column)))
          .toList();
    }

    private static String group(Sample sample, String column) {
      return column + "=" + sample.label(column).orElse("?");
    }
  }
}
