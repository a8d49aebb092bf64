package dev.winnow.learn.siamese;

import dev.winnow.learn.example.ExampleEpoch;
import dev.winnow.learn.example.Examples;
import dev.winnow.learn.torch.Torch;
import dev.winnow.learn.training.Sampler;
import java.util.List;
import java.util.Random;

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
    return settings.sampling().balance() == ClassBalancing.DRAW ? train.evenSize() : train.size();
  }

  /** Samples in the order in which an epoch sees them. */
  private List<Integer> drawn(Random random) {
    return settings.sampling().balance() == ClassBalancing.DRAW
        ? train.evenly(random)
        : train.shuffled(random);
  }
}
