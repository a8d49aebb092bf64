package dev.winnow.analyzer;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorMetadata;
import dev.winnow.wire.WireException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A backend of one string of bytes, which answers with a row of its length for each of its bytes,
 * or with no row at all, and repeats it.
 */
final class Lengths implements Backend {
  static final BackendTerms TERMS =
      new BackendTerms(
          "lengths",
          List.of(new TensorMetadata("capture", Datatype.BYTES, List.of(1L), List.of())),
          List.of(
              new TensorMetadata("rows", Datatype.FP32, List.of(1L, -1L, 2L), List.of("a", "b")),
              new TensorMetadata("echo", Datatype.BYTES, List.of(1L), List.of())),
          1);

  private final WorkerPool<String> pool;
  private final Workload load;

  private Lengths(ModelFiles files, Workload load) {
    this.pool = WorkerPool.open(files.name(), load, () -> files.parameters().get("mood"), w -> {});
    this.load = load;
  }

  static BackendFactory factory() {
    return new BackendFactory() {
      @Override
      public String word() {
        return TERMS.platform();
      }

      @Override
      public Backend open(ModelFiles files, Workload load) {
        return new Lengths(files, load);
      }
    };
  }

  @Override
  public BackendTerms terms() {
    return TERMS;
  }

  @Override
  public CompletableFuture<List<NamedTensor>> answer(List<NamedTensor> inputs, int rows) {
    ByteBuffer capture = inputs.get(0).bytes().elements().get(0);
    return pool.run(
        mood -> {
          if (mood.equals("bad")) {
            throw new WireException("\"capture\" cannot be read");
          }
          int length = capture.remaining();
          Tensor answer = Tensor.allocate(Shape.of(1, length, 2));
          for (int i = 0; i < answer.shape().size(); i++) {
            answer.buffer().put(i, length);
          }
          load.ran().ran(1);
          return List.of(
              new NamedTensor("rows", answer),
              new NamedTensor("echo", ByteStrings.of(Shape.of(1), List.of(capture))));
        });
  }

  @Override
  public void close() {
    pool.close();
  }
}
