package dev.winnow.analyzer.access;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The names that a client's certificate has: its subject's, and the alternative ones. */
final class CertificateNames {
  private CertificateNames() {}

  /** The names in the certificate that a client has shown; none without a certificate. */
  static List<String> of(@Nullable SSLSession session) {
    if (session == null) {
      return List.of();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate certificate
          ? of(certificate)
          : List.of();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }

  private static List<String> of(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      String subject = certificate.getSubjectX500Principal().getName();
      names.add(subject);
      for (Rdn part : new LdapName(subject).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          names.add(String.valueOf(part.getValue()));
        }
      }
      Collection<List<?>> others = certificate.getSubjectAlternativeNames();
      if (others != null) {
        others.forEach(other -> names.add(String.valueOf(other.get(1))));
      }
    } catch (InvalidNameException | CertificateParsingException e) {
      // It has no more names that could be read.
    }
    return names;
  }
}
