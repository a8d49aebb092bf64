package dev.winnow.edge.outbox;

import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.data.CaptureId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * By what a capture is known again: 128 bits of a digest over the extractor, the source, the name,
 * the part of the file and the bytes. A file with another content is another capture.
 */
public final class CaptureKey {
  private static final int BYTES = 16;

  private final byte[] bytes;

  private CaptureKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key of a capture.
   *
   * @param extractor digest of the package's manifest
   * @param source as the node's owner named it
   * @param content digest of the capture's bytes
   */
  static CaptureKey of(Digest extractor, String source, CaptureId id, Digest content) {
    var name = Json.array().add(extractor.text()).add(source).add(id.source()).add(content.text());
    id.time().ifPresent(part -> name.add(part.start()).add(part.end()));
    String hex = Digest.of(Json.line(name).getBytes(StandardCharsets.UTF_8)).text();
    byte[] whole = HexFormat.of().parseHex(hex.substring(hex.indexOf(':') + 1));
    return new CaptureKey(Arrays.copyOf(whole, BYTES));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CaptureKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
