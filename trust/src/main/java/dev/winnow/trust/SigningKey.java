package dev.winnow.trust;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * The key of an auditor. Whoever has it can certify anything in the auditor's name, so its file is
 * its owner's only and nothing here shows it.
 */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";
  private static final String PEM = "PRIVATE KEY";

  private final EdECPrivateKey key;
  private final PublicKey publicKey;

  private SigningKey(KeyPair pair) {
    this.key = (EdECPrivateKey) pair.getPrivate();
    this.publicKey = new PublicKey((EdECPublicKey) pair.getPublic());
  }

  /** A new key. */
  public static SigningKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return new SigningKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform from 15 has Ed25519", e);
    }
  }

  /**
   * Reads a key from a PEM file, as {@code winnow keygen} or {@code openssl genpkey} writes it.
   *
   * @throws UnusableKeyException if the file cannot be read, others than its owner may use it, or
   *     it holds no Ed25519 private key
   */
  public static SigningKey read(Path file) {
    byte[] der = Pem.readPrivate(file, PEM);
    try {
      var read =
          (EdECPrivateKey)
              KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
      byte[] seed =
          read.getBytes()
              .orElseThrow(() -> new IllegalStateException("a key from a file can be read"));
      SigningKey key = generate(new Seed(seed));
      if (!key.publicKey.signed(seed, sign(read, seed))) {
        throw new IllegalStateException(
            "this Java makes Ed25519 keys of something else than a seed");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw UnusableKeyException.of(file, "it holds no Ed25519 private key", e);
    }
  }

  /** The key with which others check what this one signed. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Writes the key to a PEM file that only its owner may read or write, where the file system knows
   * owners.
   *
   * @throws UnusableKeyException if there is such a file already, or it cannot be written
   */
  public void write(Path file) {
    Pem.writePrivate(file, PEM, key.getEncoded());
  }

  /**
   * Writes the key and its public key to a file each, over nothing that is there.
   *
   * @throws UnusableKeyException if there is one of the files already, or one cannot be written
   */
  public void writePair(Path privateFile, Path publicFile) {
    Pem.requireAbsent(publicFile);
    write(privateFile);
    publicKey.write(publicFile);
  }

  byte[] sign(byte[] bytes) {
    try {
      return sign(key, bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform from 15 has Ed25519", e);
    }
  }

  /** Names the public key. */
  @Override
  public String toString() {
    return "the private key of " + publicKey;
  }

  private static byte[] sign(EdECPrivateKey key, byte[] bytes) throws GeneralSecurityException {
    Signature ed25519 = Signature.getInstance(ALGORITHM);
    ed25519.initSign(key);
    ed25519.update(bytes);
    return ed25519.sign();
  }

  /**
   * Java can make a key pair but not the public key of a private one. A private key is 32 random
   * bytes, so a source of randomness that gives them makes the same pair again.
   */
  private static final class Seed extends SecureRandom {
    private final transient byte[] seed;

    Seed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("this Java asks for " + bytes.length + " bytes for a key");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
