package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ImageTest {
  private static final Image SIX =
      Image.of(3, 2, new int[] {0x010203, 0x111213, 0x212223, 0x313233, 0x414243, 0xF1F2F3});

  @Test
  void copyRow_ofTheSecondRow_isRedGreenBlueInTurn() {
    byte[] into = new byte[7];

    SIX.copyRow(1, 1, 2, into);

    assertArrayEquals(
        new byte[] {0x41, 0x42, 0x43, (byte) 0xF1, (byte) 0xF2, (byte) 0xF3, 0}, into);
  }

  /** What lies behind a row's end is the next row's beginning, which nobody asked for. */
  @Test
  void copyRow_beyondTheRow_isRefused() {
    byte[] into = new byte[12];

    assertThrows(IndexOutOfBoundsException.class, () -> SIX.copyRow(1, 0, 3, into));
    assertThrows(IndexOutOfBoundsException.class, () -> SIX.copyRow(0, 2, 1, into));
    assertThrows(IndexOutOfBoundsException.class, () -> SIX.copyRow(0, 0, 3, new byte[8]));
  }

  @Test
  void cropped_lowerRightPart_hasItsPixels() {
    Image part = SIX.cropped(1, 0, 2, 2);

    assertEquals("2×2", part.toString());
    assertEquals(0x111213, part.rgb(0, 0));
    assertEquals(0xF1F2F3, part.rgb(1, 1));
  }

  @Test
  void turned_aQuarterClockwise_hasTheLeftColumnAbove() {
    Image turned = SIX.turned();

    assertEquals("2×3", turned.toString());
    assertEquals(SIX.rgb(0, 1), turned.rgb(0, 0));
    assertEquals(SIX.rgb(0, 0), turned.rgb(1, 0));
    assertEquals(SIX.rgb(2, 0), turned.rgb(1, 2));
  }

  @Test
  void cropped_beyondTheImage_isRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> SIX.cropped(2, 0, 2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> SIX.cropped(0, -1, 1, 1));
  }
}
