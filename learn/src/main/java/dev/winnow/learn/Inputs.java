package dev.winnow.learn;

import dev.winnow.data.Batches;
import dev.winnow.data.DataSet;
import dev.winnow.data.Preparer;
import dev.winnow.data.Sample;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepared pictures: kept in memory, or, where that is too little, decoded anew for each look. */
sealed interface Inputs {
  /** Walks through pictures in an order of their numbers; the caller closes. */
  Walk in(List<Integer> order);

  /** One look at some pictures. */
  interface Walk extends AutoCloseable {
    /** The next picture's values, to be used before the one after it is asked for. */
    float[] next();

    @Override
    void close();
  }

  /** Four bytes per channel and pixel. */
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
  record Reread(DataSet set, List<Sample> samples, Preparer preparer, int threads)
      implements Inputs {
    private static final int BATCH = 32;

    @Override
    public Walk in(List<Integer> order) {
      List<Sample> wanted = order.stream().map(samples::get).toList();
      return new Rereading(wanted, Batches.of(set, wanted, preparer, BATCH, threads));
    }

    private final class Rereading implements Walk {
      private final Iterator<Sample> wanted;
      private final Batches batches;
      private Batches.@Nullable Batch batch;
      private int row;

      Rereading(List<Sample> wanted, Batches batches) {
        this.wanted = wanted.iterator();
        this.batches = batches;
      }

      @Override
      public float[] next() {
        Sample sample = wanted.next();
        Batches.Batch current = batch;
        if (current == null || row == current.pictures().size()) {
          current = batches.hasNext() ? batches.next() : null;
          batch = current;
          row = 0;
        }
        if (current == null || !current.pictures().get(row).sample().equals(sample)) {
          throw new UnsuitableDataException(
              set, "had a picture %s that can no longer be read".formatted(sample.path()));
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
