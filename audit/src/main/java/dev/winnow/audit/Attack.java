package dev.winnow.audit;

import java.util.List;

/**
 * A way of getting at what a view hides. It does the same to every view, learning anew each time;
 * the views of raw pictures and of the label alone are its controls.
 */
sealed interface Attack permits Naming, Telling, Recognising, Inferring {
  /** For people, and to tell it from others. */
  String word();

  /** What it finds. */
  List<Item> on(View view, Scene scene);

  /**
   * The null control: what it finds where names, or labels, were dealt out at random among what it
   * learns from. More than chance says that the attack is broken. Empty where nothing can be dealt.
   */
  default List<Item> shuffled(View view, Scene scene) {
    return List.of();
  }
}
