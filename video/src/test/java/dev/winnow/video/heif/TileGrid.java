package dev.winnow.video.heif;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A HEIC as phones write it: a grid of tiles, the last of which stick out, turned a quarter to the
 * right (ISO/IEC 23008-12, section 6.6.2.3). The encoder at hand writes tiles but no such grid.
 */
final class TileGrid {
  private static final int ID = 5;

  private TileGrid() {}

  /**
   * Two rows of two tiles.
   *
   * @param tiles four files of one picture each, all of the same size and made alike
   * @param tile width and height of a tile
   * @param whole width and height of what is to be seen, before it is turned
   */
  static byte[] of(List<Path> tiles, List<Integer> tile, List<Integer> whole) throws Exception {
    byte[] grid = {0, 0, 1, 1};
    byte[] idat = box("idat", grid, (short) (int) whole.get(0), (short) (int) whole.get(1));
    byte[] first = Files.readAllBytes(tiles.get(0));
    byte[] properties =
        box(
            "iprp",
            box(
                "ipco",
                inside(first, "hvcC", 0),
                box("ispe", 0, tile.get(0), tile.get(1)),
                box("ispe", 0, whole.get(0), whole.get(1)),
                box("irot", (byte) 3)),
            box("ipma", 0, ID, associations()));
    byte[] items =
        box(
            "iinf",
            0,
            (short) ID,
            entry(1, "hvc1"),
            entry(2, "hvc1"),
            entry(3, "hvc1"),
            entry(4, "hvc1"),
            entry(ID, "grid"));
    byte[] parts = box("iref", 0, box("dimg", (short) ID, (short) 4, shorts(1, 2, 3, 4)));
    byte[] handler = box("hdlr", 0, 0, "pict", 0, 0, 0, (byte) 0);
    byte[] type = box("ftyp", "heic", 0, "mif1", "heic");
    byte[] primary = box("pitm", 0, (short) ID);
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    ByteArrayOutputStream places = new ByteArrayOutputStream();
    int located = 16 + 5 * 16;
    int start =
        type.length
            + 12
            + handler.length
            + primary.length
            + items.length
            + parts.length
            + properties.length
            + idat.length
            + located
            + 8;
    for (int i = 0; i < 4; i++) {
      byte[] data = payload(Files.readAllBytes(tiles.get(i)));
      places.write(place(i + 1, 0, start + coded.size(), data.length));
      coded.write(data);
    }
    places.write(place(ID, 1, 0, 8));
    byte[] locations = box("iloc", 1 << 24, (short) 0x4400, (short) ID, places.toByteArray());
    byte[] meta = box("meta", 0, handler, primary, locations, items, parts, properties, idat);
    byte[] file = bytes(type, meta, box("mdat", coded.toByteArray()));
    if (type.length + meta.length + 8 != start) {
      throw new IllegalStateException("the tiles begin at " + (type.length + meta.length + 8));
    }
    return file;
  }

  /** Of tiles the first two properties, the first essential; of the grid the others. */
  private static byte[] associations() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int id = 1; id < ID; id++) {
      all.writeBytes(bytes((short) id, (byte) 2, (byte) 0x81, (byte) 2));
    }
    all.writeBytes(bytes((short) ID, (byte) 2, (byte) 3, (byte) 0x84));
    return all.toByteArray();
  }

  /** Tiles are hidden: no pictures of their own. */
  private static byte[] entry(int id, String type) {
    return box("infe", (2 << 24) | (id == ID ? 0 : 1), (short) id, (short) 0, type, (byte) 0);
  }

  private static byte[] place(int id, int method, int offset, int length) {
    return bytes((short) id, (short) method, (short) 0, (short) 1, offset, length);
  }

  private static byte[] shorts(int... values) {
    ByteBuffer all = ByteBuffer.allocate(2 * values.length);
    Arrays.stream(values).forEach(value -> all.putShort((short) value));
    return all.array();
  }

  /** The coded picture, which is all that a file of one picture has in its last box. */
  private static byte[] payload(byte[] file) {
    return inside(file, "mdat", 8);
  }

  private static byte[] inside(byte[] file, String type, int skipped) {
    int at = new String(file, ISO_8859_1).indexOf(type) - 4;
    return Arrays.copyOfRange(file, at + skipped, at + ByteBuffer.wrap(file).getInt(at));
  }

  private static byte[] box(String type, Object... parts) {
    byte[] inside = bytes(parts);
    return bytes(8 + inside.length, type, inside);
  }

  private static byte[] bytes(Object... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Object part : parts) {
      all.writeBytes(
          part instanceof Integer i
              ? ByteBuffer.allocate(4).putInt(i).array()
              : part instanceof Short s
                  ? ByteBuffer.allocate(2).putShort(s).array()
                  : part instanceof Byte b
                      ? new byte[] {b}
                      : part instanceof String text ? text.getBytes(ISO_8859_1) : (byte[]) part);
    }
    return all.toByteArray();
  }
}
