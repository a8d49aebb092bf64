package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import dev.winnow.data.CaptureMedium;
import java.util.Base64;
import java.util.List;

/**
 * Some captures, and what an attacker made of what was sent of them.
 *
 * @param originals to look at, or to listen to
 * @param seen the same captures, in the same order
 */
public record ReconstructionSheet(List<CaptureMedium> originals, List<CaptureMedium> seen) {
  public ReconstructionSheet {
    originals = List.copyOf(originals);
    seen = List.copyOf(seen);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    write(originals, json.putArray("originals"));
    write(seen, json.putArray("seen"));
    return json;
  }

  private static void write(List<CaptureMedium> media, ArrayNode into) {
    for (CaptureMedium medium : media) {
      into.addObject()
          .put("type", medium.type())
          .put("caption", medium.caption())
          .put("bytes", Base64.getEncoder().encodeToString(medium.bytes()));
    }
  }

  /**
   * Reads {@link #toJson} back.
   *
   * @throws dev.winnow.core.MalformedJsonException if a field is missing
   * @throws IllegalArgumentException if a text is not Base64
   */
  static ReconstructionSheet fromJson(StrictObject fields) {
    return new ReconstructionSheet(media(fields, "originals"), media(fields, "seen"));
  }

  private static List<CaptureMedium> media(StrictObject fields, String name) {
    return fields.objects(name).stream().map(ReconstructionSheet::medium).toList();
  }

  private static CaptureMedium medium(StrictObject fields) {
    return new CaptureMedium(
        fields.text("type"),
        fields.text("caption"),
        Base64.getDecoder().decode(fields.text("bytes")));
  }
}
