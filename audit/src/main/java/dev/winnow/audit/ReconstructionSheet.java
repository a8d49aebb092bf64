package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.image.ContactSheet;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import java.util.Base64;

/**
 * Some captures, and what an attacker saw in what was sent of them.
 *
 * @param originals side by side, as small as the attacker's images
 * @param seen the same captures, in the same order
 */
public record ReconstructionSheet(Image originals, Image seen) {
  public byte[] originalsPng() {
    return ContactSheet.png(originals);
  }

  public byte[] seenPng() {
    return ContactSheet.png(seen);
  }

  ObjectNode toJson() {
    Base64.Encoder encoder = Base64.getEncoder();
    return Json.object()
        .put("originals", encoder.encodeToString(originalsPng()))
        .put("seen", encoder.encodeToString(seenPng()));
  }

  /**
   * Reads {@link #toJson} back.
   *
   * @throws dev.winnow.core.MalformedJsonException if a field is missing
   * @throws IllegalArgumentException if a text is not Base64
   * @throws dev.winnow.data.UnreadableCaptureException if it is no image
   */
  static ReconstructionSheet fromJson(StrictObject fields) {
    return new ReconstructionSheet(image(fields, "originals"), image(fields, "seen"));
  }

  private static Image image(StrictObject fields, String name) {
    return ImageDecoder.decode(name, Base64.getDecoder().decode(fields.text(name)));
  }
}
