package dev.winnow.privacy;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The pictures that an attacker tries to see, by which it is scored.
 *
 * @param pictures of people whom the attacker's decoder was not trained on, of the shape [pictures,
 *     channels, height, width] and the size of its reconstructions
 * @param people who is on each
 * @param guess the picture of somebody who knows nothing: the mean of the pictures the attacker
 *     learned from, [channels, height, width]
 * @param preprocessing by which the pictures were prepared
 * @param gallery of the same people, for a recogniser; without one, nobody is named
 */
public record Originals(
    Tensor pictures,
    List<Integer> people,
    Tensor guess,
    Preprocessing preprocessing,
    Optional<Gallery> gallery) {
  public Originals {
    people = List.copyOf(people);
    if (pictures.shape().dim(0) != people.size() || people.isEmpty()) {
      throw new IllegalArgumentException(
          "%d pictures show %d people".formatted(pictures.shape().dim(0), people.size()));
    }
    if (!pictures.shape().row().equals(guess.shape())) {
      throw new IllegalArgumentException(
          "pictures of the shape %s and a guess of %s"
              .formatted(pictures.shape().row(), guess.shape()));
    }
  }

  /** The control that leaks: who sees the pictures themselves, at this size. */
  public Reconstruction raw(long seed) {
    return Reconstruction.of("raw", pictures, this, seed);
  }

  /** The control that cannot leak: who sees the same guess every time. */
  public Reconstruction nothing(long seed) {
    return Reconstruction.of("guess", guesses(), this, seed);
  }

  /** The guess, once for each picture. */
  Tensor guesses() {
    Shape shape = pictures.shape();
    Tensor guesses = Tensor.allocate(shape);
    for (int i = 0; i < shape.dim(0); i++) {
      guesses.rows(i, i + 1).buffer().put(guess.buffer());
    }
    return guesses;
  }
}
