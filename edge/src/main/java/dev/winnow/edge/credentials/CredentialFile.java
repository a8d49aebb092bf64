package dev.winnow.edge.credentials;

import dev.winnow.core.files.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is in files of credentials; the sentences of its failures never repeat it. */
final class CredentialFile {
  /** All authorities of a system are a fifth of this. */
  private static final int LIMIT = 1 << 20;

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");

  /** RFC 6750, 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,8000}=*");

  private CredentialFile() {}

  /**
   * Certificates, at least one.
   *
   * @throws UnusableCredentialsException if there is none, or they cannot be read
   */
  static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!all.isEmpty()) {
        return all;
      }
      throw new UnusableCredentialsException(noCertificate(file));
    } catch (CertificateException e) {
      throw new UnusableCredentialsException(noCertificate(file), e);
    }
  }

  /**
   * A private key, as PKCS #8 has it.
   *
   * @throws UnusableCredentialsException if there is none, it has another form, others than its
   *     owner may use the file, or it cannot be read
   */
  static byte[] privateKey(Path file) {
    requirePrivate(file, "the key");
    Matcher key = KEY.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
    if (!key.find()) {
      throw new UnusableCredentialsException(
          "%s holds no private key in PEM; name the file that begins with -----BEGIN PRIVATE KEY-----"
              .formatted(file));
    }
    if (!key.group(1).isEmpty()) {
      throw new UnusableCredentialsException(
          "%s holds an %sPRIVATE KEY and must hold a plain PRIVATE KEY; convert it with openssl pkcs8 -topk8 -nocrypt"
              .formatted(file, key.group(1)));
    }
    try {
      return Base64.getMimeDecoder().decode(key.group(2));
    } catch (IllegalArgumentException e) {
      throw new UnusableCredentialsException(
          "the private key in %s is damaged; make it anew".formatted(file), e);
    }
  }

  /**
   * A token.
   *
   * @throws UnusableCredentialsException if there is none, others than its owner may use the file,
   *     or it cannot be read
   */
  static String token(Path file) {
    requirePrivate(file, "the token");
    String token = new String(bytes(file), StandardCharsets.US_ASCII).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new UnusableCredentialsException(
          "%s holds no token: one word of letters, digits and -._~+/, perhaps with = at its end"
              .formatted(file));
    }
    return token;
  }

  private static void requirePrivate(Path file, String what) {
    try {
      Optional<String> permissions =
          Files.exists(file) ? PrivateFiles.violation(file) : Optional.empty();
      if (permissions.isPresent()) {
        throw new UnusableCredentialsException(
            "others than its owner may use %s in %s (%s); mend that with chmod 600, and have it replaced if somebody did"
                .formatted(what, file, permissions.get()));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new UnusableCredentialsException(
            "%s has more than %,d bytes and is no file of certificates, a key or a token"
                .formatted(file, LIMIT));
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String noCertificate(Path file) {
    return "%s holds no certificate in PEM; name the file that begins with -----BEGIN CERTIFICATE-----"
        .formatted(file);
  }

  private static UnusableCredentialsException unreadable(Path file, IOException cause) {
    return new UnusableCredentialsException(
        "%s cannot be read (%s); name a file that this user may read"
            .formatted(
                file,
                cause instanceof NoSuchFileException ? "there is none" : "" + cause.getMessage()),
        cause);
  }
}
