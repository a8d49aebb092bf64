package dev.winnow.trust;

import dev.winnow.core.Digest;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;

/** An Ed25519 key (RFC 8032) with which anybody can check what its owner signed. */
public final class PublicKey {
  private static final String PEM = "PUBLIC KEY";

  private final EdECPublicKey key;
  private final Digest id;

  PublicKey(EdECPublicKey key) {
    this.key = key;
    this.id = Digest.of(key.getEncoded());
  }

  /**
   * Reads a key from a PEM file, as {@code winnow keygen} or {@code openssl pkey -pubout} writes
   * it.
   *
   * @throws UnusableKeyException if the file cannot be read or holds no Ed25519 public key
   */
  public static PublicKey read(Path file) {
    byte[] der = Pem.read(file, PEM);
    try {
      java.security.PublicKey read =
          KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
      return new PublicKey((EdECPublicKey) read);
    } catch (GeneralSecurityException e) {
      throw UnusableKeyException.of(file, "it holds no Ed25519 public key", e);
    }
  }

  /** What names the key: the SHA-256 digest of its SubjectPublicKeyInfo in DER. */
  public Digest id() {
    return id;
  }

  /**
   * Writes the key to a PEM file.
   *
   * @throws UnusableKeyException if there is such a file already, or it cannot be written
   */
  public void write(Path file) {
    Pem.writePublic(file, PEM, key.getEncoded());
  }

  /** Whether a signature of some bytes is this key's. */
  boolean signed(byte[] bytes, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance(SigningKey.ALGORITHM);
      ed25519.initVerify(key);
      ed25519.update(bytes);
      return ed25519.verify(signature);
    } catch (SignatureException e) {
      // Not even of a signature's form.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform from 15 has Ed25519", e);
    }
  }

  /** The key's id. */
  @Override
  public String toString() {
    return id.text();
  }
}
