package dev.winnow.edge;

import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a node's permanent noise. Whoever has it can compute the noise and take it away, so it
 * never leaves the node; nothing writes it but {@link #open}, and nothing here shows it.
 */
public final class Secret {
  /** How many bytes a secret has. */
  public static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private Secret(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * A secret that nobody keeps, for measuring what the noise costs.
   *
   * @param bytes {@value #BYTES} of them, copied
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static Secret of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a secret has %d bytes, not %d".formatted(BYTES, bytes.length));
    }
    return new Secret(bytes);
  }

  /**
   * Reads the node's secret, which is made on its first start by a {@link
   * java.security.SecureRandom}: a file that only its owner may read or write, where the file
   * system knows owners. Of several nodes that start at once, all get the same.
   *
   * @throws UnusableSecretException if it is no regular file, belongs to somebody else, others may
   *     read or write it or its folder, it has not {@value #BYTES} bytes or they are all the same,
   *     or it can be neither read nor made
   */
  public static Secret open(Path file) {
    return new Secret(SecretFile.open(file));
  }

  /** Where a node keeps its secret unless told otherwise: {@code .winnow/noise.key} at home. */
  public static Path defaultFile() {
    return Path.of(System.getProperty("user.home", "."), ".winnow", "noise.key");
  }

  /** HMAC-SHA-256 (RFC 2104) under this secret. */
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
    return "a secret";
  }
}
