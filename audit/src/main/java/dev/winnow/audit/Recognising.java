package dev.winnow.audit;

import dev.winnow.privacy.Lineup;
import dev.winnow.privacy.Measured;
import dev.winnow.privacy.Recognition;
import dev.winnow.privacy.Verification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Telling whether two captures show one person, of whom nothing was known before. */
record Recognising() implements Attack {
  @Override
  public String word() {
    return "verification";
  }

  @Override
  public List<Item> on(Draw draw, Scene scene) {
    return on(draw, people(draw.lineup()), scene);
  }

  @Override
  public List<Item> shuffled(Draw draw, Scene scene) {
    List<Integer> dealt = new ArrayList<>(people(draw.lineup()));
    Collections.shuffle(dealt, new Random(scene.seed()));
    return on(draw, dealt, scene);
  }

  /** Who is on each row of a view. */
  private static List<Integer> people(Lineup lineup) {
    return Stream.concat(lineup.known().stream(), lineup.unknown().stream())
        .map(Lineup.Shown::person)
        .toList();
  }

  /** What the service says of each row: an attacker has it beside what was sent. */
  private static List<String> labels(Lineup lineup, Scene scene) {
    return lineup.samples().stream()
        .map(sample -> sample.label(scene.primary()).orElseThrow())
        .toList();
  }

  private List<Item> on(Draw draw, List<Integer> people, Scene scene) {
    List<Item> items = new ArrayList<>();
    for (Recognition recognition :
        Verification.recognitions(
            draw.view().rows().values(),
            people,
            labels(draw.lineup(), scene),
            scene.seed(),
            scene.threads())) {
      for (Measured measured : recognition.measured(scene.seed())) {
        items.add(new Item(word(), measured, List.of(), List.of(recognition)));
      }
    }
    return items;
  }
}
