package dev.winnow.video.io;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whether a server's certificate is why FFmpeg, which does not say so, could not open a source. It
 * is asked afterwards and decides nothing.
 */
public final class CertificateCheck {
  private static final int HTTPS = 443;

  private CertificateCheck() {}

  /**
   * The certificates of a file.
   *
   * @throws CertificateException if it holds none
   * @throws IOException if it cannot be read
   */
  public static Collection<? extends Certificate> read(Path file)
      throws CertificateException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (read.isEmpty()) {
        throw new CertificateException("there is no certificate in it");
      }
      return read;
    }
  }

  /**
   * Whether a server's certificate is signed by none of these, has expired or is for another name;
   * false also if the server does not answer.
   */
  public static boolean fails(URI server, Path authorities, Duration timeout) {
    int port = server.getPort() < 0 ? HTTPS : server.getPort();
    int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    try (Socket plain = new Socket()) {
      SSLContext context = trusting(authorities);
      plain.connect(new InetSocketAddress(server.getHost(), port), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket secured =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, server.getHost(), port, true)) {
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return false;
      }
    } catch (SSLException e) {
      return isOfACertificate(e);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isOfACertificate(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof CertificateException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private static SSLContext trusting(Path authorities)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    int number = 0;
    for (Certificate certificate : read(authorities)) {
      trusted.setCertificateEntry("authority-" + number++, certificate);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
