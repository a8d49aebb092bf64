package dev.winnow.trust;

import dev.winnow.core.Digest;
import dev.winnow.core.MalformedJsonException;
import java.util.Arrays;

/**
 * A certificate as it came, which anybody may have written: good for saying who claims to have
 * signed it. {@link CertificateVerifier} makes a {@link Certificate} of it, or refuses.
 */
public final class UnverifiedCertificate {
  private final Envelope envelope;
  private final Digest digest;

  private UnverifiedCertificate(Envelope envelope, Digest digest) {
    this.envelope = envelope;
    this.digest = digest;
  }

  /**
   * Reads the bytes of {@code certificate.dsse.json}.
   *
   * @throws UntrustedException for {@link Refusal.Malformed} if they are not exactly what {@link
   *     Statement#sign} would write
   */
  public static UnverifiedCertificate read(byte[] bytes) {
    try {
      Envelope envelope = Envelope.fromBytes(Envelope.STATEMENT, bytes);
      requireSame(bytes, envelope.toBytes());
      return new UnverifiedCertificate(envelope, Digest.of(bytes));
    } catch (MalformedJsonException e) {
      throw malformed(e);
    }
  }

  /** The digest of its bytes, by which it is named and revoked. */
  public Digest digest() {
    return digest;
  }

  /** The id of the key that is said to have signed it. */
  public Digest keyId() {
    return envelope.key();
  }

  /** Whether a key has signed it. */
  boolean isSignedBy(PublicKey key) {
    return envelope.isSignedBy(key);
  }

  /** What it states; to be read only once a signature was checked. */
  Statement statement() {
    try {
      Statement statement = Statement.fromBytes(envelope.payload());
      requireSame(envelope.payload(), statement.toBytes());
      return statement;
    } catch (MalformedJsonException e) {
      throw malformed(e);
    }
  }

  /** What reads as the same may not be the same: blanks, spellings of numbers, order of keys. */
  private static void requireSame(byte[] bytes, byte[] canonical) {
    if (!Arrays.equals(bytes, canonical)) {
      throw new UntrustedException(
          new Refusal.Malformed("it is not byte for byte what winnow writes"));
    }
  }

  private static UntrustedException malformed(MalformedJsonException cause) {
    return new UntrustedException(new Refusal.Malformed(cause.getMessage()), cause);
  }
}
