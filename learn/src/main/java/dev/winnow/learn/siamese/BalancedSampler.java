package dev.winnow.learn.siamese;

import dev.winnow.learn.example.ExampleEpoch;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.Sampler;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Draws the samples of a fine-tuning, of each class as many as its {@link ClassBalancing} wants.
 * Each epoch draws its random numbers from the seed and its own number, so that a resumed run goes
 * on exactly as it would have.
 *
 * @param settings balance, augmentation, batch and seed
 * @param train what is drawn from
 */
record BalancedSampler(FineTuningSettings settings, Examples train) implements Sampler {
  @Override
  public Epoch epoch(int number) {
    Random random = new Random(31 * settings.run().seed() + number);
    Torch.seed(random.nextLong());
    return new ExampleEpoch(
        train,
        drawn(random),
        settings.sampling().augmentation(),
        settings.schedule().batch(),
        random);
  }

  /** Samples of an epoch. */
  int size() {
    return settings.sampling().balance() == ClassBalancing.DRAW
        ? rarest() * counts().size()
        : train.size();
  }

  /** Samples in the order in which an epoch sees them. */
  private List<Integer> drawn(Random random) {
    List<Integer> order = train.shuffled(random);
    if (settings.sampling().balance() == ClassBalancing.DRAW) {
      int each = rarest();
      Map<List<Integer>, Integer> seen = new HashMap<>();
      order.removeIf(sample -> seen.merge(train.kind(sample), 1, Integer::sum) > each);
    }
    return order;
  }

  private int rarest() {
    return Math.toIntExact(Collections.min(counts().values()));
  }

  /** How many samples there are of each class; with several heads, of each that occurs. */
  private Map<List<Integer>, Long> counts() {
    return train.numbers().stream()
        .collect(Collectors.groupingBy(train::kind, Collectors.counting()));
  }
}
