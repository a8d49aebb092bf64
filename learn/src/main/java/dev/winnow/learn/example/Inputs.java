package dev.winnow.learn.example;

import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Sample;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepared captures: kept in memory, or, where that is too little, decoded anew for each look. */
public sealed interface Inputs {
  /** Walks through captures in an order of their numbers; the caller closes. */
  Walk in(List<Integer> order);

  /** One look at some captures. */
  interface Walk extends AutoCloseable {
    /** The next capture's values, to be used before the one after it is asked for. */
    float[] next();

    @Override
    void close();
  }

  /** Four bytes per value. */
  record Kept(List<float[]> values) implements Inputs {
    @Override
    public Walk in(List<Integer> order) {
      Iterator<Integer> left = order.iterator();
      return new Walk() {
        @Override
        public float[] next() {
          return values.get(left.next());
        }

        @Override
        public void close() {}
      };
    }
  }

  /**
   * Decoded by other threads while the network learns from those before.
   *
   * @param samples that could be read once
   */
  record Reread(DataSet set, List<Sample> samples, InputPreprocessor preprocessor, int threads)
      implements Inputs {
    private static final int BATCH = 32;

    @Override
    public Walk in(List<Integer> order) {
      List<Sample> wanted = order.stream().map(samples::get).toList();
      return new Rereading(wanted, BatchLoader.of(set, wanted, preprocessor, BATCH, threads));
    }

    private final class Rereading implements Walk {
      private final Iterator<Sample> wanted;
      private final BatchLoader batches;
      private BatchLoader.@Nullable Batch batch;
      private int row;

      Rereading(List<Sample> wanted, BatchLoader batches) {
        this.wanted = wanted.iterator();
        this.batches = batches;
      }

      @Override
      public float[] next() {
        Sample sample = wanted.next();
        BatchLoader.Batch current = batch;
        if (current == null || row == current.captures().size()) {
          current = batches.hasNext() ? batches.next() : null;
          batch = current;
          row = 0;
        }
        if (current == null || !current.captures().get(row).sample().equals(Optional.of(sample))) {
          throw new UnsuitableDataException(
              set, "had a capture %s that can no longer be read".formatted(sample.path()));
        }
        float[] values = current.inputs().rows(row, row + 1).toArray();
        row++;
        return values;
      }

      @Override
      public void close() {
        batches.close();
      }
    }
  }
}
