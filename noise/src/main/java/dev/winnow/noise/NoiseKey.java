package dev.winnow.noise;

import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a node's permanent randomness. Whoever has it can compute that layer and take it away,
 * so it never leaves the node; nothing writes it but {@link #open}, and nothing here shows it.
 */
public final class NoiseKey {
  /** How many bytes a key has. */
  public static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private NoiseKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * A key that nobody keeps, for measuring.
   *
   * @param bytes {@value #BYTES} of them, copied
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static NoiseKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a noise key has %d bytes, not %d".formatted(BYTES, bytes.length));
    }
    return new NoiseKey(bytes);
  }

  /**
   * Reads the node's key, which is made on its first start by a {@link java.security.SecureRandom}:
   * a file that only its owner may read or write, where the file system knows owners. Of several
   * nodes that start at once, all get the same.
   *
   * @throws UnusableNoiseKeyException if it is no regular file, belongs to somebody else, others
   *     may read or write it or its folder, it has not {@value #BYTES} bytes or they are all the
   *     same, or it can be neither read nor made
   */
  public static NoiseKey open(Path file) {
    return new NoiseKey(NoiseKeyFile.open(file));
  }

  /** Where a node keeps its key unless told otherwise: {@code .winnow/noise.key} at home. */
  public static Path defaultFile() {
    return Path.of(System.getProperty("user.home", "."), ".winnow", "noise.key");
  }

  /** HMAC-SHA-256 (RFC 2104) under this key. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "a noise key";
  }
}
