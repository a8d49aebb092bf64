package dev.winnow.learn.siamese;

import dev.winnow.core.Digest;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.onnx.Network;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fine-tuning between two epochs.
 *
 * @param epoch how many are done
 * @param values of weights and statistics
 * @param memory of the optimiser
 * @param bestEpoch the one of the smallest loss so far, 0 before the first
 * @param bestLoss on the validation part
 * @param bestValues of weights and statistics after that epoch
 */
record Checkpoint(
    int epoch,
    Map<String, Tensor> values,
    List<Tensor> memory,
    int bestEpoch,
    double bestLoss,
    Map<String, Tensor> bestValues) {
  private static final int MAGIC = 0x57494e01;

  /** Before the first epoch. */
  static Checkpoint none(Map<String, Tensor> values) {
    return new Checkpoint(0, values, List.of(), 0, Double.POSITIVE_INFINITY, values);
  }

  /** After one more epoch; of equally good epochs the later one is the best. */
  Checkpoint next(Map<String, Tensor> newValues, List<Tensor> newMemory, double loss) {
    return loss <= bestLoss
        ? new Checkpoint(epoch + 1, newValues, newMemory, epoch + 1, loss, newValues)
        : new Checkpoint(epoch + 1, newValues, newMemory, bestEpoch, bestLoss, bestValues);
  }

  /** What tells one run from another: everything that its result depends on. */
  static Digest run(
      FineTuningSettings settings,
      Network network,
      String cut,
      Optional<FeatureNoise> noise,
      Digest data) {
    String text =
        "%s %s %s %s %s %s %s %d %d %s %s %s %s"
            .formatted(
                settings.contrast(),
                settings.sensitive(),
                settings.schedule(),
                settings.sampling().augmentation(),
                settings.sampling().balance(),
                settings.batchStatistics(),
                settings.run().patience(),
                settings.run().seed(),
                settings.run().threads(),
                cut,
                noise,
                data,
                Digest.of(network.toBytes()));
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the checkpoint, whole or not at all.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  void write(Path file, Digest run) {
    try {
      AtomicFile.write(
          file,
          out -> {
            var data = new DataOutputStream(new BufferedOutputStream(out));
            data.writeInt(MAGIC);
            data.writeUTF(run.text());
            data.writeInt(epoch);
            data.writeInt(bestEpoch);
            data.writeDouble(bestLoss);
            write(data, values);
            write(data, bestValues);
            data.writeInt(memory.size());
            for (Tensor tensor : memory) {
              write(data, tensor);
            }
            data.flush();
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a checkpoint; empty if there is none.
   *
   * @throws UnsuitableCheckpointException if the file is no checkpoint, or of another run
   */
  static Optional<Checkpoint> read(Path file, Digest run) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        throw new UnsuitableCheckpointException(file, "is none");
      }
      if (!in.readUTF().equals(run.text())) {
        throw new UnsuitableCheckpointException(
            file, "is of a run with other settings, data or network");
      }
      return Optional.of(read(in));
    } catch (IOException e) {
      throw new UnsuitableCheckpointException(file, "is damaged or cut short");
    }
  }

  private static Checkpoint read(DataInputStream in) throws IOException {
    int epoch = in.readInt();
    int bestEpoch = in.readInt();
    double bestLoss = in.readDouble();
    Map<String, Tensor> values = readMap(in);
    Map<String, Tensor> bestValues = readMap(in);
    List<Tensor> memory = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      memory.add(readTensor(in));
    }
    return new Checkpoint(epoch, values, memory, bestEpoch, bestLoss, bestValues);
  }

  private static void write(DataOutputStream out, Map<String, Tensor> values) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, Tensor> value : values.entrySet()) {
      out.writeUTF(value.getKey());
      write(out, value.getValue());
    }
  }

  private static Map<String, Tensor> readMap(DataInputStream in) throws IOException {
    Map<String, Tensor> values = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      values.put(name, readTensor(in));
    }
    return values;
  }

  private static void write(DataOutputStream out, Tensor tensor) throws IOException {
    out.writeInt(tensor.shape().rank());
    for (int dim : tensor.shape().dims()) {
      out.writeInt(dim);
    }
    for (float value : tensor.toArray()) {
      out.writeFloat(value);
    }
  }

  private static Tensor readTensor(DataInputStream in) throws IOException {
    int[] dims = new int[in.readInt()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = in.readInt();
    }
    Tensor tensor = Tensor.allocate(Shape.of(dims));
    var room = tensor.buffer();
    while (room.hasRemaining()) {
      room.put(in.readFloat());
    }
    return tensor;
  }
}
