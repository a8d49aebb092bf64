package dev.winnow.audit;

import dev.winnow.privacy.Lineup;
import dev.winnow.privacy.Measured;
import dev.winnow.privacy.Recognition;
import dev.winnow.privacy.Verification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Telling whether two captures show one person, of whom nothing was known before. */
record Recognising() implements Attack {
  @Override
  public String word() {
    return "verification";
  }

  @Override
  public List<Item> on(View view, Scene scene) {
    return on(view, people(scene.lineup()), scene);
  }

  @Override
  public List<Item> shuffled(View view, Scene scene) {
    List<Integer> dealt = new ArrayList<>(people(scene.lineup()));
    Collections.shuffle(dealt, new Random(scene.seed()));
    return on(view, dealt, scene);
  }

  /** Who is on each row of a view. */
  private static List<Integer> people(Lineup lineup) {
    return Stream.concat(lineup.known().stream(), lineup.unknown().stream())
        .map(Lineup.Shown::person)
        .toList();
  }

  /** What the service says of each row: an attacker has it beside what was sent. */
  private static List<String> labels(Scene scene) {
    return scene.lineup().samples().stream()
        .map(sample -> sample.label(scene.primary()).orElseThrow())
        .toList();
  }

  private List<Item> on(View view, List<Integer> people, Scene scene) {
    List<Item> items = new ArrayList<>();
    for (Recognition recognition :
        Verification.recognitions(
            view.rows().values(), people, labels(scene), scene.seed(), scene.threads())) {
      for (Measured measured : recognition.measured(scene.seed())) {
        items.add(new Item(word(), measured, Optional.empty(), Optional.of(recognition)));
      }
    }
    return items;
  }
}
