package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void gathered_someRows_areCopiesInTheOrderAskedFor() {
    Tensor rows = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
    Tensor gathered = rows.gathered(2, 0, 2);
    rows.buffer().put(0, 9);

    assertEquals(Shape.of(3, 2), gathered.shape());
    assertArrayEquals(new float[] {5, 6, 1, 2, 5, 6}, gathered.toArray());
    assertThrows(IndexOutOfBoundsException.class, () -> rows.gathered(3));
  }

  @Test
  void of_valuesAndShape_keepsACopyOutsideTheHeap() {
    float[] values = {1, 2, 3, 4, 5, 6};
    Tensor tensor = Tensor.of(Shape.of(2, 3), values);
    values[0] = 9;

    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, tensor.toArray());
    assertTrue(tensor.buffer().isDirect());
  }

  @Test
  void of_wrongNumberOfValues_saysBothNumbers() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(Shape.of(2, 2), 1, 2, 3));

    assertEquals("3 values for the shape 2×2, which has 4", refusal.getMessage());
  }

  @Test
  void rows_ofABatch_shareItsMemory() {
    Tensor batch = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);

    Tensor middle = batch.rows(1, 2);
    middle.buffer().put(0, 30);

    assertEquals(Shape.of(1, 2), middle.shape());
    assertArrayEquals(new float[] {1, 2, 30, 4, 5, 6}, batch.toArray());
  }

  @Test
  void rows_outOfRange_isRefused() {
    Tensor batch = Tensor.allocate(Shape.of(3, 2));

    assertThrows(IndexOutOfBoundsException.class, () -> batch.rows(2, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.rows(2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.rows(-1, 1));
  }

  @Test
  void over_partOfABuffer_sharesOnlyThatPart() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    buffer.asFloatBuffer().put(new float[] {1, 2, 3, 4});
    Tensor tensor = Tensor.over(Shape.of(2), buffer.position(8));
    tensor.buffer().put(0, 30);

    assertArrayEquals(new float[] {30, 4}, tensor.toArray());
    assertEquals(30, buffer.getFloat(8));
  }

  @Test
  void over_heapBufferOrWrongSize_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Tensor.over(Shape.of(1), ByteBuffer.allocate(4)));
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Tensor.over(Shape.of(2), ByteBuffer.allocateDirect(9)));
    assertEquals("9 bytes for the shape 2 of 32-bit floats", refusal.getMessage());
  }

  @Test
  void bytes_ofATensor_areItsFloatsInNativeOrder() {
    Tensor tensor = Tensor.of(Shape.of(2), 1, 2);

    assertEquals(8, tensor.bytes().remaining());
    assertEquals(2f, tensor.bytes().getFloat(4));
    tensor.bytes().putFloat(0, 5);
    assertArrayEquals(new float[] {5, 2}, tensor.toArray());
  }

  @Test
  void reshape_sameNumberOfElements_sharesThem() {
    Tensor flat = Tensor.of(Shape.of(4), 1, 2, 3, 4);

    assertArrayEquals(flat.toArray(), flat.reshape(Shape.of(2, 2)).toArray());
    assertThrows(IllegalArgumentException.class, () -> flat.reshape(Shape.of(3)));
  }

  @Test
  void shape_extents_areCheckedAndMultiplied() {
    assertEquals(24, Shape.of(2, 3, 4).size());
    assertEquals(1, Shape.of().size());
    assertEquals("2×3×4", Shape.of(2, 3, 4).toString());
    assertEquals(Shape.of(5, 2, 3), Shape.of(2, 3).batch(5));
    assertEquals(Shape.of(3), Shape.of(2, 3).row());
    assertThrows(IllegalArgumentException.class, () -> Shape.of(-1));
    assertThrows(IllegalArgumentException.class, () -> Shape.of(1 << 16, 1 << 16));
    assertThrows(IllegalArgumentException.class, () -> Shape.of().row());
  }

  @Test
  void largest_ofEquals_isTheFirst() {
    assertEquals(1, Tensor.of(Shape.of(4), -1, 3, 3, 2).largest());
    assertEquals(0, Tensor.of(Shape.of(2, 2), 5, 3, 4, 2).largest());
    assertEquals(1, Tensor.of(Shape.of(2, 2), 9, 3, 2, 4).rows(1, 2).largest());
  }
}
