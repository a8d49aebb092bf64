package dev.winnow.privacy;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The images that an attacker tries to see, by which it is scored.
 *
 * @param images of people whom the attacker's decoder was not trained on, of the shape [images,
 *     channels, height, width] and the size of its reconstructions
 * @param people who is on each
 * @param guess the image of somebody who knows nothing: the mean of the images the attacker learned
 *     from, [channels, height, width]
 * @param preprocessing by which the images were prepared
 * @param gallery of the same people, for a recogniser; without one, nobody is named
 */
public record ReconstructionTargets(
    Tensor images,
    List<Integer> people,
    Tensor guess,
    ImageSpec preprocessing,
    Optional<Gallery> gallery) {
  public ReconstructionTargets {
    people = List.copyOf(people);
    if (images.shape().dim(0) != people.size() || people.isEmpty()) {
      throw new IllegalArgumentException(
          "%d images show %d people".formatted(images.shape().dim(0), people.size()));
    }
    if (!images.shape().row().equals(guess.shape())) {
      throw new IllegalArgumentException(
          "images of the shape %s and a guess of %s"
              .formatted(images.shape().row(), guess.shape()));
    }
  }

  /** The control that leaks: who sees the images themselves, at this size. */
  public Reconstruction raw(long seed) {
    return Reconstruction.of("raw", images, this, seed);
  }

  /** The control that cannot leak: who sees the same guess every time. */
  public Reconstruction nothing(long seed) {
    return Reconstruction.of("guess", guesses(), this, seed);
  }

  /** The guess, once for each image. */
  Tensor guesses() {
    Shape shape = images.shape();
    Tensor guesses = Tensor.allocate(shape);
    for (int i = 0; i < shape.dim(0); i++) {
      guesses.rows(i, i + 1).buffer().put(guess.buffer());
    }
    return guesses;
  }
}
