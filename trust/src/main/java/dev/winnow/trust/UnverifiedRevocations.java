package dev.winnow.trust;

import dev.winnow.core.Digest;
import dev.winnow.core.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A list of revocations as it came, which anybody may have written. */
public final class UnverifiedRevocations {
  /** The most bytes that a list may have. */
  static final int LIMIT = 16 << 20;

  private final String what;
  private final Envelope envelope;

  private UnverifiedRevocations(String what, Envelope envelope) {
    this.what = what;
    this.envelope = envelope;
  }

  /**
   * Reads a list from the file that {@code winnow revoke} writes.
   *
   * @throws MalformedRevocationsException if the file cannot be read, is too large, or is not
   *     exactly what {@link Revocations#sign} would write
   */
  public static UnverifiedRevocations read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(String.valueOf(file), in.readNBytes(LIMIT + 1));
    } catch (IOException e) {
      throw new MalformedRevocationsException(
          "the list of revocations %s cannot be read (%s); nothing is trusted without it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  static UnverifiedRevocations parse(String what, byte[] bytes) {
    if (bytes.length > LIMIT) {
      throw malformed(what, "it is larger than %d bytes".formatted(LIMIT));
    }
    try {
      Envelope envelope = Envelope.fromBytes(Envelope.REVOCATIONS, bytes);
      requireSame(what, bytes, envelope.toBytes());
      return new UnverifiedRevocations(what, envelope);
    } catch (MalformedJsonException e) {
      throw malformed(what, e);
    }
  }

  /** The id of the key that is said to have signed it. */
  public Digest keyId() {
    return envelope.key();
  }

  /**
   * The list, if it is signed with one of some keys.
   *
   * @throws UntrustedException for {@link Refusal.UnknownRevoker} or {@link
   *     Refusal.ForgedRevocations}
   * @throws MalformedRevocationsException if what was signed is no list
   */
  public Revocations signedBy(List<PublicKey> keys) {
    PublicKey signer =
        keys.stream()
            .filter(key -> key.id().equals(keyId()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UntrustedException(new Refusal.UnknownRevoker(what, keyId(), keys.size())));
    if (!envelope.isSignedBy(signer)) {
      throw new UntrustedException(new Refusal.ForgedRevocations(what, signer.id()));
    }
    try {
      Revocations list = Revocations.fromBytes(envelope.payload());
      requireSame(what, envelope.payload(), list.toBytes());
      return list;
    } catch (MalformedJsonException e) {
      throw malformed(what, e);
    }
  }

  private static void requireSame(String what, byte[] bytes, byte[] canonical) {
    if (!Arrays.equals(bytes, canonical)) {
      throw malformed(what, "it is not byte for byte what winnow revoke writes");
    }
  }

  private static MalformedRevocationsException malformed(String what, String why) {
    return new MalformedRevocationsException(sentence(what, why));
  }

  private static MalformedRevocationsException malformed(
      String what, MalformedJsonException cause) {
    return new MalformedRevocationsException(
        sentence(what, String.valueOf(cause.getMessage())), cause);
  }

  private static String sentence(String what, String why) {
    return "%s is not a list of revocations (%s); nothing is trusted until it is fetched again"
        .formatted(what, why);
  }
}
