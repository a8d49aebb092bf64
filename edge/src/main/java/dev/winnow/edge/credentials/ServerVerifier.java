package dev.winnow.edge.credentials;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks at servers' certificates as Java does, refuses one that has expired even if it is among the
 * authorities itself, and says what is wrong so that people can mend it.
 */
final class ServerVerifier extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager usual;
  private final String whose;

  /**
   * @param usual which Java would take
   * @param whose authorities these are, for people
   */
  private ServerVerifier(X509ExtendedTrustManager usual, String whose) {
    this.usual = usual;
    this.whose = whose;
  }

  /**
   * Of the authorities that some factory was given.
   *
   * @param whose they are, for people, such as {@code of this system}
   */
  static TrustManager[] of(TrustManagerFactory authorities, String whose) {
    return Stream.of(authorities.getTrustManagers())
        .map(
            manager ->
                manager instanceof X509ExtendedTrustManager usual
                    ? new ServerVerifier(usual, whose)
                    : manager)
        .toArray(TrustManager[]::new);
  }

  /** Something that throws what is wrong with a chain. */
  @FunctionalInterface
  private interface Check {
    void run() throws CertificateException;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, () -> usual.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, () -> usual.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, () -> usual.checkServerTrusted(chain, type));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    usual.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    usual.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    usual.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return usual.getAcceptedIssuers();
  }

  private void check(X509Certificate[] chain, Check check) throws CertificateException {
    try {
      check.run();
      chain[0].checkValidity();
    } catch (CertificateException e) {
      throw new UntrustedServerException(reason(chain[0], e), e);
    }
  }

  private String reason(X509Certificate server, CertificateException failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof CertificateExpiredException) {
        return "has a certificate that has expired (its own was valid until %s); ask whoever runs it to renew it, or mend this machine's clock"
            .formatted(server.getNotAfter().toInstant());
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "has a certificate that is not valid yet (its own from %s); mend this machine's clock, or ask whoever runs it"
            .formatted(server.getNotBefore().toInstant());
      }
      if (cause instanceof CertPathBuilderException) {
        return "has a certificate that none of the authorities %s has signed (it names \"%s\"); name its authority with --ca, or ask whoever runs it"
            .formatted(whose, server.getIssuerX500Principal().getName());
      }
    }
    boolean onlyTheName = Causes.of(failure).stream().noneMatch(e -> isOfThePath(e, failure));
    return onlyTheName
        ? "has a certificate for another name (%s); name the address that it is for, or ask whoever runs it"
            .formatted(names(server))
        : "has a certificate that cannot be believed (%s); ask whoever runs it"
            .formatted(String.valueOf(failure.getMessage()));
  }

  /** Java says that a name does not match without a cause. */
  private static boolean isOfThePath(Throwable cause, Throwable failure) {
    return cause != failure && cause instanceof GeneralSecurityException;
  }

  private static String names(X509Certificate server) {
    try {
      Collection<List<?>> alternatives =
          Optional.ofNullable(server.getSubjectAlternativeNames()).orElse(List.of());
      return alternatives.isEmpty()
          ? server.getSubjectX500Principal().getName()
          : alternatives.stream()
              .map(name -> String.valueOf(name.get(1)))
              .collect(Collectors.joining(", "));
    } catch (CertificateException e) {
      return server.getSubjectX500Principal().getName();
    }
  }
}
