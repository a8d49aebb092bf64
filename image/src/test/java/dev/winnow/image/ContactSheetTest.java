package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  private static final int WHITE = 0xFFFFFF;
  private static final Image RED = Image.of(1, 1, new int[] {0xFF0000});
  private static final Image HALVES = Image.of(2, 1, new int[] {0x00FF00, 0x0000FF});

  @Test
  void of_rowsOfUnequalLength_laysThemOutFromTheLeft() {
    Image sheet = ContactSheet.of(List.of(List.of(RED, HALVES), List.of(HALVES)), 4);

    assertEquals("10×10", sheet.toString());
    assertEquals(0xFF0000, sheet.rgb(3, 3));
    assertEquals(WHITE, sheet.rgb(4, 0));
    assertEquals(0x00FF00, sheet.rgb(7, 3));
    assertEquals(0x0000FF, sheet.rgb(8, 0));
    assertEquals(WHITE, sheet.rgb(0, 5));
    assertEquals(0x0000FF, sheet.rgb(3, 9));
    assertEquals(WHITE, sheet.rgb(9, 9));
  }

  @Test
  void png_sheet_isReadBackWhole() {
    Image sheet = ContactSheet.of(List.of(List.of(RED, HALVES)), 3);

    Image read = ImageDecoder.decode("sheet", ContactSheet.png(sheet));

    assertArrayEquals(sheet.samples(), read.samples());
  }

  @Test
  void of_nothing_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(List.of(), 4));
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(List.of(List.of(RED)), 0));
  }
}
