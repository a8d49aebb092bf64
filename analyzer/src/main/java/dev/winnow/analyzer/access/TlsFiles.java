package dev.winnow.analyzer.access;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerTlsConfig;
import dev.winnow.core.WinnowException;
import dev.winnow.core.concurrent.DaemonThreads;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of TLS, in PEM.
 *
 * @param certificate of the server, with those between it and its authority
 * @param key of the server, PKCS #8, not encrypted
 * @param clientAuthority whose certificates clients may show; empty if they show none
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthority) {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  /** How often to look for a renewed certificate. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /**
   * Has a server speak TLS with them, and with the files that take their place later; such that
   * cannot be read leave those before them.
   *
   * @param required whether clients without a certificate are turned away
   * @throws WinnowException if a file is not what it should be
   */
  public void configure(ServerBuilder server, boolean required) {
    ClientAuth clients =
        clientAuthority.isEmpty()
            ? ClientAuth.NONE
            : required ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL;
    server.tlsProvider(
        TlsProvider.ofScheduled(
            this::pair,
            authorities(),
            renewed -> LOG.info("the certificate was renewed: {}", certificate),
            LOOK,
            looking()),
        ServerTlsConfig.builder().clientAuth(clients).build());
  }

  private TlsKeyPair pair() {
    try {
      return TlsKeyPair.of(key.toFile(), certificate.toFile());
    } catch (RuntimeException e) {
      throw new UnusableCertificateException(
          "%s and %s are no certificate and its key in PEM".formatted(certificate, key), e);
    }
  }

  private List<X509Certificate> authorities() {
    return clientAuthority.map(TlsFiles::certificates).orElse(List.of());
  }

  private static List<X509Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new UnusableCertificateException(file + " holds no certificates in PEM", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static ScheduledExecutorService looking() {
    return Executors.newSingleThreadScheduledExecutor(new DaemonThreads("winnow-certificates"));
  }
}
