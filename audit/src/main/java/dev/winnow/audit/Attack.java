package dev.winnow.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A way of getting at what a view hides. It does the same to every view, learning anew each time;
 * the views of raw pictures and of the label alone are its controls.
 */
sealed interface Attack permits Naming, Recognising, Inferring {
  /** For people, and to tell it from others. */
  String word();

  /** What it finds in one draw. */
  List<Item> on(Draw draw, Scene scene);

  /**
   * What it finds in several draws: of each number the worst, with an interval that holds all.
   *
   * @param draws at least one, of which it finds the same numbers in the same order
   */
  default List<Item> onAll(List<Draw> draws, Scene scene) {
    List<List<Item>> found = new ArrayList<>();
    draws.forEach(draw -> found.add(on(draw, scene)));
    return IntStream.range(0, found.get(0).size())
        .mapToObj(i -> Item.over(found.stream().map(items -> items.get(i)).toList()))
        .toList();
  }

  /**
   * The null control: what it finds where names, or labels, were dealt out at random among what it
   * learns from. More than chance says that the attack is broken. Empty where nothing can be dealt.
   */
  default List<Item> shuffled(Draw draw, Scene scene) {
    return List.of();
  }
}
