package dev.winnow.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of work on one thread: whatever native array is made in it, by whatever operation, is
 * freed when it is closed. This is what keeps memory flat from step to step.
 *
 * <p>Opened with try-with-resources, on the thread that does the work.
 */
public final class NativeScope implements AutoCloseable {
  private final NDManager manager = Torch.newManager();
  private final boolean recordedBefore = JniUtils.isGradMode();
  private final NDScope arrays = new NDScope();
  private final List<Tensor> viewed = new ArrayList<>();

  private NativeScope(boolean recorded) {
    JniUtils.setGradMode(recorded);
  }

  /** Work of which gradients may be asked. */
  public static NativeScope recorded() {
    return new NativeScope(true);
  }

  /** Work of which only the result counts. */
  public static NativeScope unrecorded() {
    return new NativeScope(false);
  }

  /** Where arrays of this stretch are made. */
  public NDManager manager() {
    return manager;
  }

  /**
   * An array in the memory of a tensor, which must not change in this stretch. The tensor is kept
   * until all is freed that may point into it: the array, its views, and gradients to come.
   */
  public NDArray view(Tensor tensor) {
    viewed.add(tensor);
    return Torch.view(manager, tensor);
  }

  /** Adds the slopes of a single number to the gradients of all that it was made from. */
  public void differentiate(NDArray loss) {
    JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
  }

  @Override
  public void close() {
    arrays.close();
    manager.close();
    viewed.clear();
    JniUtils.setGradMode(recordedBefore);
  }
}
