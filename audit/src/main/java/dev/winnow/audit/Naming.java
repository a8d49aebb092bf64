package dev.winnow.audit;

import dev.winnow.data.Sample;
import dev.winnow.privacy.Adversary;
import dev.winnow.privacy.Evidence;
import dev.winnow.privacy.GaussianKde;
import dev.winnow.privacy.Lineup;
import dev.winnow.privacy.Measure;
import dev.winnow.privacy.NearestNeighbour;
import dev.winnow.privacy.NewNetwork;
import dev.winnow.privacy.Prepared;
import dev.winnow.privacy.Ranking;
import dev.winnow.privacy.Retrained;
import dev.winnow.privacy.Transfer;
import java.util.ArrayList;
import java.util.List;

/**
 * Naming people whose other captures are known: every adversary learns from the known rows and
 * ranks all people for each unknown row, or for some rows of one person together.
 *
 * @param topic of the findings, such as {@code identity}
 * @param pools how many captures of one person are taken together, besides single ones
 * @param thorough whether all adversaries try, or only the quick ones
 */
record Naming(String topic, List<Integer> pools, boolean thorough) implements Attack {
  private static final List<Measure> ALONE =
      List.of(Measure.TOP_ONE, Measure.TOP_FIVE, Measure.LOG_RANK, Measure.BAYES_ERROR);

  @Override
  public String word() {
    return topic;
  }

  @Override
  public List<Item> on(View view, Scene scene) {
    return on(view.evidence(scene.lineup()), adversaries(view, scene), scene);
  }

  @Override
  public List<Item> shuffled(View view, Scene scene) {
    return new Naming(topic, List.of(), thorough)
        .on(view.evidence(scene.lineup()).shuffled(scene.seed()), adversaries(view, scene), scene);
  }

  /** Sizes of which too few people have a whole pool are not measured. */
  private List<Item> on(Evidence evidence, List<Adversary> adversaries, Scene scene) {
    Prepared usual = evidence.prepared(scene.threads());
    List<Item> items = new ArrayList<>();
    for (Adversary adversary : adversaries) {
      Ranking.pooled(adversary, adversary.sees(evidence, usual), pools, scene.seed())
          .forEach((captures, ranking) -> add(items, captures, ranking, scene));
    }
    return items;
  }

  private void add(List<Item> items, int captures, Ranking ranking, Scene scene) {
    if (captures == 1) {
      add(items, ranking, scene);
    } else {
      String pooled = "%s.pooled-%d".formatted(topic, captures);
      items.add(Item.of(pooled, ranking.measured(Measure.TOP_ONE, scene.seed()), ranking));
    }
  }

  private List<Adversary> adversaries(View view, Scene scene) {
    List<Adversary> all = new ArrayList<>();
    all.add(new NearestNeighbour());
    all.add(Retrained.logistic(scene.seed(), scene.threads()));
    all.add(GaussianKde.own());
    all.add(GaussianKde.white());
    if (thorough) {
      all.add(Retrained.perceptron(scene.seed(), scene.threads()));
      all.add(new NewNetwork(view.shape(), scene.seed(), scene.threads()));
      view.next()
          .flatMap(next -> Transfer.of(next, scene.seed(), scene.threads()))
          .ifPresent(all::add);
    }
    return all;
  }

  /** Everybody, and each group by itself. */
  private void add(List<Item> items, Ranking ranking, Scene scene) {
    for (Measure measure : ALONE) {
      items.add(Item.of(topic, ranking.measured(measure, scene.seed()), ranking));
    }
    List<String> groups = groups(scene);
    for (String group : groups.stream().distinct().sorted().toList()) {
      Ranking own = ranking.only(row -> groups.get(row).equals(group));
      items.add(Item.of(topic, own.measured(Measure.TOP_ONE, scene.seed()).of(group), own));
    }
  }

  /** The group of each unknown row, such as {@code gender=F}; none if nobody asked. */
  private static List<String> groups(Scene scene) {
    return scene.group().stream()
        .flatMap(
            column ->
                scene.lineup().unknown().stream()
                    .map(Lineup.Shown::sample)
                    .map(sample -> group(sample, column)))
        .toList();
  }

  private static String group(Sample sample, String column) {
    return column + "=" + sample.label(column).orElse("?");
  }
}
