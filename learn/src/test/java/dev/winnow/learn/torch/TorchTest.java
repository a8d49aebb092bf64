package dev.winnow.learn.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import org.junit.jupiter.api.Test;

class TorchTest {
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

  @Test
  void newManager_always_keepsDjlOffline() {
    Torch.newManager().close();

    assertEquals("true", System.getProperty("ai.djl.offline"));
    assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
  }
}
