package dev.winnow.learn.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PyTorch, from the jars on the class path. Nothing is downloaded and nothing is reported to
 * anybody; the native libraries (about 430 MB) are unpacked once into {@code ~/.cache/winnow}, or
 * where {@code ENGINE_CACHE_DIR} says.
 *
 * <p>PyTorch keeps its random generator per process and its number of threads and whether gradients
 * are recorded per thread, so a training has both to itself: one at a time, on one thread.
 */
public final class Torch {
  private static final String CACHE = "ENGINE_CACHE_DIR";

  private Torch() {}

  /**
   * Room for native arrays, all of which are freed when the caller closes it.
   *
   * @throws TorchUnavailableException if there is no native library for this platform, or it cannot
   *     be loaded
   */
  public static NDManager newManager() {
    return engine().newBaseManager();
  }

  /** PyTorch's version. */
  public static String version() {
    return engine().getVersion();
  }

  /** Lets the calling thread's work be shared by so many threads. */
  public static void useThreads(int threads) {
    engine();
    JniUtils.setNumThreads(threads);
  }

  /** Starts the random generator, which only dropout uses, anew. */
  public static void seed(long seed) {
    engine();
    JniUtils.setSeed(seed);
  }

  /** A copy of a tensor as a native array. */
  public static NDArray array(NDManager manager, Tensor tensor) {
    return owned(view(manager, tensor));
  }

  /**
   * A copy of floats as a native array.
   *
   * @param extents of the array, in row-major order; none for a single number
   */
  public static NDArray array(NDManager manager, float[] values, long... extents) {
    return owned(manager.create(values, new Shape(extents)));
  }

  /** The same of doubles. */
  public static NDArray array(NDManager manager, double[] values, long... extents) {
    return owned(manager.create(values, new Shape(extents)));
  }

  /** The same of whole numbers of 64 bits. */
  public static NDArray array(NDManager manager, long[] values, long... extents) {
    return owned(manager.create(values, new Shape(extents)));
  }

  /**
   * A copy in memory of PyTorch's, in place of an array in memory of Java's. What DJL makes of
   * Java's numbers lies in a buffer that the Java object alone keeps: views of the array, and
   * gradients that wait for it, point there for longer, and read whatever lies there next.
   */
  private static NDArray owned(NDArray shared) {
    // Closed after the copy, and so reachable, with its buffer, until the copy is made.
    try (shared) {
      return shared.duplicate();
    }
  }

  /** A native array in the memory of a tensor, which the caller keeps for as long as any view. */
  static NDArray view(NDManager manager, Tensor tensor) {
    return manager.create(tensor.bytes(), new Shape(tensor.shape().toLongs()), DataType.FLOAT32);
  }

  /**
   * Writes an array's values into another of its shape. What {@code copyTo} does, but of that DJL
   * makes PyTorch warn whoever looks on.
   */
  public static void assign(NDArray values, NDArray into) {
    into.set(new NDIndex("..."), values);
  }

  /** Writes tensors into native arrays of the same shapes. */
  public static void fill(List<NDArray> arrays, List<Tensor> tensors) {
    for (int i = 0; i < arrays.size(); i++) {
      try (NDArray view = view(arrays.get(i).getManager(), tensors.get(i))) {
        assign(view, arrays.get(i));
      }
    }
  }

  /** A copy of a native array. */
  public static Tensor tensor(NDArray array) {
    int[] dims = new int[array.getShape().dimension()];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = Math.toIntExact(array.getShape().get(axis));
    }
    Tensor tensor = Tensor.allocate(dev.winnow.core.Shape.of(dims));
    tensor.bytes().put(array.toByteBuffer(true));
    return tensor;
  }

  private static synchronized Engine engine() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    if (System.getenv(CACHE) == null && System.getProperty(CACHE) == null) {
      cache().ifPresent(folder -> System.setProperty(CACHE, folder.toString()));
    }
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | IllegalArgumentException e) {
      throw new TorchUnavailableException(e);
    }
  }

  /** Empty if the folder cannot be made; DJL then picks one under the home or the temporary one. */
  private static Optional<Path> cache() {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path caches =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    try {
      return Optional.of(Files.createDirectories(caches.resolve("winnow")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
