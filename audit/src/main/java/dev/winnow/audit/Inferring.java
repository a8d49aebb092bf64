package dev.winnow.audit;

import dev.winnow.privacy.Adversary;
import dev.winnow.privacy.Evidence;
import dev.winnow.privacy.GaussianKde;
import dev.winnow.privacy.Measure;
import dev.winnow.privacy.NearestNeighbour;
import dev.winnow.privacy.Prepared;
import dev.winnow.privacy.Ranking;
import dev.winnow.privacy.Retrained;
import dev.winnow.privacy.Strangers;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Reading another label of people who are strangers to the attacker.
 *
 * @param column of the label
 */
record Inferring(String column) implements Attack {
  @Override
  public String word() {
    return "attribute." + Finding.segment(column);
  }

  @Override
  public List<Item> on(Draw draw, Scene scene) {
    return on(evidence(draw.view(), scene), scene);
  }

  @Override
  public List<Item> shuffled(Draw draw, Scene scene) {
    return on(evidence(draw.view(), scene).shuffled(scene.seed()), scene);
  }

  private Evidence evidence(View view, Scene scene) {
    Strangers strangers =
        Strangers.of(view.rows().samples(), scene.sensitive(), column, scene.seed());
    return strangers.evidence(view.rows().of(strangers.samples()).values());
  }

  private List<Item> on(Evidence evidence, Scene scene) {
    Prepared prepared = evidence.prepared(scene.threads());
    List<Item> items = new ArrayList<>();
    for (Adversary adversary :
        List.of(
            new NearestNeighbour(),
            GaussianKde.pooled(),
            Retrained.logistic(scene.seed(), scene.threads()).withBalance(),
            Retrained.perceptron(scene.seed(), scene.threads()).withBalance())) {
      Ranking ranking = Ranking.of(adversary, prepared);
      items.add(
          Item.of(word(), ranking.measured(Measure.BALANCED, scene.seed()), List.of(ranking)));
    }
    return items;
  }
}
