package dev.winnow.audit;

import dev.winnow.privacy.Adversary;
import dev.winnow.privacy.GaussianKde;
import dev.winnow.privacy.LabelInformation;
import dev.winnow.privacy.Prepared;
import dev.winnow.privacy.Retrained;
import java.util.List;

/**
 * How many bits a capture tells about who is on it: not how often an attacker is right, but how
 * much surer of everybody it becomes. Of those who weigh people by likelihood.
 *
 * @param most bits that one answer can tell about who it is
 */
record Telling(String topic, double most) implements Attack {
  @Override
  public String word() {
    return topic + ".information";
  }

  @Override
  public List<Item> on(Draw draw, Scene scene) {
    Prepared prepared = draw.evidence().prepared(scene.threads());
    return List.of(Retrained.logistic(scene.seed(), scene.threads()), GaussianKde.white()).stream()
        .map(adversary -> item(adversary, prepared))
        .toList();
  }

  private Item item(Adversary adversary, Prepared prepared) {
    return Item.of(
        topic,
        LabelInformation.of(adversary, prepared)
            .measured(adversary, prepared.unknownPeople().size(), most));
  }
}
