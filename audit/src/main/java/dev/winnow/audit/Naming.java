package dev.winnow.audit;

import dev.winnow.data.Sample;
import dev.winnow.privacy.Adversary;
import dev.winnow.privacy.Evidence;
import dev.winnow.privacy.GaussianKde;
import dev.winnow.privacy.Lineup;
import dev.winnow.privacy.Measure;
import dev.winnow.privacy.Measured;
import dev.winnow.privacy.NearestNeighbour;
import dev.winnow.privacy.NewNetwork;
import dev.winnow.privacy.Prepared;
import dev.winnow.privacy.Ranking;
import dev.winnow.privacy.Retrained;
import dev.winnow.privacy.Transfer;
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
record Naming(String topic, List<Integer> pools, boolean thorough) implements Attack {
  private static final List<Measure> ALONE =
      List.of(
          Measure.TOP_ONE,
          Measure.TOP_FIVE,
          Measure.LOG_RANK,
          Measure.BAYES_ERROR,
          Measure.INFORMATION);
  private static final List<Measure> GROUPS = List.of(Measure.TOP_ONE, Measure.INFORMATION);
  private static final List<Measure> POOLED = List.of(Measure.TOP_ONE);

  @Override
  public String word() {
    return topic;
  }

  @Override
  public List<Item> on(Draw draw, Scene scene) {
    return onAll(List.of(draw), scene);
  }

  @Override
  public List<Item> onAll(List<Draw> draws, Scene scene) {
    Found found = new Found(scene);
    for (int i = 0; i < draws.size(); i++) {
      Draw draw = draws.get(i);
      ask(draw, draw.evidence(), adversaries(draw.view(), scene, i == 0), found);
    }
    return found.items();
  }

  @Override
  public List<Item> shuffled(Draw draw, Scene scene) {
    Found found = new Found(scene);
    Evidence dealt = draw.evidence().shuffled(scene.seed());
    new Naming(topic, List.of(), thorough)
        .ask(draw, dealt, adversaries(draw.view(), scene, true), found);
    return found.items();
  }

  /** Sizes of pools of which too few people have a whole one are not measured. */
  private void ask(Draw draw, Evidence evidence, List<Adversary> adversaries, Found found) {
    Scene scene = found.scene;
    Prepared usual = evidence.prepared(scene.threads());
    for (Adversary adversary : adversaries) {
      Ranking.pooled(adversary, adversary.sees(evidence, usual), pools, scene.seed())
          .forEach(
              (captures, ranking) -> {
                if (captures == 1) {
                  found.add(topic, ranking, draw.lineup());
                } else {
                  found.add("%s.pooled-%d".formatted(topic, captures), Measured.ALL, ranking);
                }
              });
    }
  }

  private List<Adversary> adversaries(View view, Scene scene, boolean slow) {
    List<Adversary> all = new ArrayList<>();
    all.add(new NearestNeighbour());
    all.add(Retrained.logistic(scene.seed(), scene.threads()));
    all.add(GaussianKde.own());
    all.add(GaussianKde.white());
    if (thorough && slow) {
      all.add(Retrained.perceptron(scene.seed(), scene.threads()));
      all.add(new NewNetwork(view.shape(), scene.seed(), scene.threads()));
      view.next()
          .flatMap(next -> Transfer.of(next, scene.seed(), scene.threads()))
          .ifPresent(all::add);
    }
    return all;
  }

  /** Rankings of all draws, by topic, adversary and group, in the order in which they came. */
  private static final class Found {
    private record Key(String topic, String adversary, String group) {}

    private final Scene scene;
    private final Map<Key, List<Ranking>> rankings = new LinkedHashMap<>();

    Found(Scene scene) {
      this.scene = scene;
    }

    /** Everybody, and each group by itself. */
    void add(String topic, Ranking ranking, Lineup lineup) {
      add(topic, Measured.ALL, ranking);
      List<String> groups = groups(lineup);
      for (String group : groups.stream().distinct().sorted().toList()) {
        add(topic, group, ranking.only(row -> groups.get(row).equals(group)));
      }
    }

    void add(String topic, String group, Ranking ranking) {
      rankings
          .computeIfAbsent(new Key(topic, ranking.adversary(), group), key -> new ArrayList<>())
          .add(ranking);
    }

    List<Item> items() {
      List<Item> items = new ArrayList<>();
      rankings.forEach(
          (key, draws) -> {
            for (Measure measure : measures(key)) {
              Measured measured = Measured.of(draws, measure, scene.seed()).of(key.group);
              items.add(Item.of(key.topic, measured, draws));
            }
          });
      return items;
    }

    private static List<Measure> measures(Key key) {
      if (key.topic.contains(".pooled-")) {
        return POOLED;
      }
      return key.group.equals(Measured.ALL) ? ALONE : GROUPS;
    }

    /** The group of each unknown row, such as {@code gender=F}; none if nobody asked. */
    private List<String> groups(Lineup lineup) {
      return scene.group().stream()
          .flatMap(
              column ->
                  lineup.unknown().stream()
                      .map(Lineup.Shown::sample)
                      .map(sample -> group(sample, column)))
          .toList();
    }

    private static String group(Sample sample, String column) {
      return column + "=" + sample.label(column).orElse("?");
    }
  }
}
