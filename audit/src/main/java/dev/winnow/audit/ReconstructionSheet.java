package dev.winnow.audit;

import dev.winnow.image.ContactSheet;
import dev.winnow.image.Image;

/**
 * Some captures, and what an attacker saw in what was sent of them.
 *
 * @param originals side by side, as small as the attacker's images
 * @param seen the same captures, in the same order
 */
public record ReconstructionSheet(Image originals, Image seen) {
  byte[] originalsPng() {
    return ContactSheet.png(originals);
  }

  byte[] seenPng() {
    return ContactSheet.png(seen);
  }
}
