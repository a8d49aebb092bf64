package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an auditor says is not to be trusted any more: certificates, by the digest of their file,
 * and keys, by their id.
 *
 * <p>A list may revoke anything: certificates and keys of the auditor who signs it, that auditor's
 * own key included, and those of others. Whoever uses it has named the signer with {@code --trust}
 * and lists only ever take trust away, so the lists of all trusted keys count, also those of a key
 * that another list revokes.
 *
 * @param issued to the second; a list is good for some days only
 * @param digests of certificates and ids of keys, at most {@value #MOST}
 */
public record Revocations(Instant issued, Set<Digest> digests) {
  /** How many a list may hold. */
  public static final int MOST = 100_000;

  private static final String TYPE = "https://winnow.dev/revocations/v1";

  /**
   * @throws IllegalArgumentException if there are too many
   */
  public Revocations {
    digests = Set.copyOf(digests);
    if (digests.size() > MOST) {
      throw new IllegalArgumentException(
          "a list of revocations holds at most %,d, not %,d; leave out what has expired"
              .formatted(MOST, digests.size()));
    }
  }

  /** A list that is issued now. */
  public static Revocations of(Set<Digest> digests, Instant now) {
    return new Revocations(now.truncatedTo(ChronoUnit.SECONDS), digests);
  }

  /** A list that is issued now and revokes what this one does, and more. */
  public Revocations and(Set<Digest> more, Instant now) {
    Set<Digest> all = new HashSet<>(digests);
    all.addAll(more);
    return of(all, now);
  }

  /** Whether a certificate's digest or a key's id is on the list. */
  public boolean contains(Digest digest) {
    return digests.contains(digest);
  }

  /**
   * Signs this list.
   *
   * @return a DSSE envelope, for {@link UnverifiedRevocations#read}; always the same for the same
   *     list and key
   */
  public byte[] sign(SigningKey key) {
    return Envelope.sign(Envelope.REVOCATIONS, toBytes(), key).toBytes();
  }

  /** The JSON form on one line, in order of the digests, read back by {@link #fromBytes}. */
  byte[] toBytes() {
    ObjectNode json = Json.object().put("_type", TYPE).put("issued", issued.toString());
    ArrayNode revoked = json.putArray("revoked");
    digests.stream().map(Digest::text).sorted().forEach(revoked::add);
    return Json.line(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or not of its form
   */
  static Revocations fromBytes(byte[] utf8) {
    StrictObject fields = Json.readObject("the list", utf8);
    if (!fields.text("_type").equals(TYPE)) {
      throw fields.invalid("_type", "must be " + TYPE);
    }
    Instant issued = instant(fields);
    List<String> revoked = fields.textList("revoked");
    fields.end();
    try {
      Set<Digest> digests = new HashSet<>();
      revoked.forEach(text -> digests.add(new Digest(text)));
      return new Revocations(issued, digests);
    } catch (IllegalArgumentException e) {
      throw fields.invalid("revoked", "is wrong: " + e.getMessage());
    }
  }

  private static Instant instant(StrictObject fields) {
    try {
      return Instant.parse(fields.text("issued"));
    } catch (DateTimeException e) {
      throw fields.invalid("issued", "must be a time such as 2026-03-01T12:00:00Z");
    }
  }
}
