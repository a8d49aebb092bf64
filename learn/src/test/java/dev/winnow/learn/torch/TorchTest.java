package dev.winnow.learn.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTest {
  private static final int TRIES = 20;

  @Test
  void array_tensor_isACopy() {
    try (NDManager manager = Torch.newManager()) {
      Tensor tensor = Tensor.of(Shape.of(2, 1), 1, 2);
      NDArray array = Torch.array(manager, tensor);
      tensor.buffer().put(0, 5);

      Tensor back = Torch.tensor(array);

      assertEquals(Shape.of(2, 1), back.shape());
      assertArrayEquals(new float[] {1, 2}, back.toArray());
    }
  }

  /** Views of what is made of Java's numbers outlive it, whatever the garbage collector does. */
  @ParameterizedTest
  @ValueSource(strings = {"array", "same type", "slice", "reshape", "step by step"})
  void array_viewedAndClosed_keepsItsNumbers(String how) {
    long[] dims = {32, 200, 1, 1};
    try (NDManager manager = Torch.newManager()) {
      for (int i = 0; i < TRIES; i++) {
        NDArray view = view(Torch.array(manager, dims, dims.length), how);
        FreedMemory.overwrite();
        assertArrayEquals(dims, view.toLongArray());
        view.close();
      }
    }
  }

  private static NDArray view(NDArray array, String how) {
    if (how.equals("array")) {
      return array;
    }
    try (array) {
      return switch (how) {
        case "same type" -> array.toType(DataType.INT64, true);
        case "slice" -> Axes.slice(array, 0, 0, 4);
        case "reshape" -> array.reshape(4);
        default -> view(view(array.toType(DataType.INT64, false), "slice"), "reshape");
      };
    }
  }

  @Test
  void array_floatsAndDoubles_areCopiesOfTheirShape() {
    float[] floats = {1, 2, 3, 4, 5, 6};
    try (NDManager manager = Torch.newManager()) {
      NDArray matrix = Torch.array(manager, floats, 2, 3);
      NDArray number = Torch.array(manager, new double[] {0.1});
      floats[0] = 7;

      assertEquals(Shape.of(2, 3), Torch.tensor(matrix).shape());
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, matrix.toFloatArray());
      assertEquals(0, number.getShape().dimension());
      assertEquals(0.1, number.getDouble());
    }
  }

  /** A scope keeps the tensors that are looked at in it, though nobody else does. */
  @Test
  void view_closedAndItsTensorDropped_isThereUntilTheScopeCloses() {
    for (int i = 0; i < TRIES; i++) {
      try (NativeScope scope = NativeScope.recorded()) {
        NDArray part = part(scope);
        FreedMemory.overwrite();
        assertArrayEquals(new float[] {2, 3}, part.toFloatArray());
      }
    }
  }

  private static NDArray part(NativeScope scope) {
    try (NDArray whole = scope.view(Tensor.of(Shape.of(4), 1, 2, 3, 4))) {
      return Axes.slice(whole, 0, 1, 3);
    }
  }

  @Test
  void newManager_always_keepsDjlOffline() {
    Torch.newManager().close();

    assertEquals("true", System.getProperty("ai.djl.offline"));
    assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
  }
}
