package dev.winnow.audit;

import dev.winnow.data.ContactSheet;
import dev.winnow.data.Picture;

/**
 * Some captures, and what an attacker saw in what was sent of them.
 *
 * @param originals side by side, as small as the attacker's pictures
 * @param seen the same captures, in the same order
 */
public record Sight(Picture originals, Picture seen) {
  byte[] originalsPng() {
    return ContactSheet.png(originals);
  }

  byte[] seenPng() {
    return ContactSheet.png(seen);
  }
}
