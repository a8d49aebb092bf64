package dev.winnow.attack.reconstruction;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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

  /**
   * Targets of an attacker who has images of its own, of which its guess is the mean.
   *
   * @param learned images of the attacker's, of the size of the targets
   */
  public static ReconstructionTargets of(
      Tensor images,
      List<Integer> people,
      Tensor learned,
      ImageSpec preprocessing,
      Optional<Gallery> gallery) {
    return new ReconstructionTargets(images, people, mean(learned), preprocessing, gallery);
  }

  /** Some of them. */
  public ReconstructionTargets only(int[] rows) {
    return new ReconstructionTargets(
        images.gathered(rows),
        IntStream.of(rows).mapToObj(people::get).toList(),
        guess,
        preprocessing,
        gallery);
  }

  /**
   * The first row of each person, for people to look at.
   *
   * @param most rows
   */
  public List<Integer> firstOfEach(int most) {
    List<Integer> rows = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int row = 0; row < people.size() && rows.size() < most; row++) {
      if (seen.add(people.get(row))) {
        rows.add(row);
      }
    }
    return rows;
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

  private static Tensor mean(Tensor images) {
    Shape one = images.shape().row();
    Tensor mean = Tensor.allocate(one);
    int count = images.shape().dim(0);
    double[] sums = new double[one.size()];
    for (int i = 0; i < count * sums.length; i++) {
      sums[i % sums.length] += images.buffer().get(i);
    }
    for (int i = 0; i < sums.length; i++) {
      mean.buffer().put(i, (float) (sums[i] / count));
    }
    return mean;
  }
}
