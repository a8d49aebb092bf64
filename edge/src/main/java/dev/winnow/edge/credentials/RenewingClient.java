package dev.winnow.edge.credentials;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The HTTP client of a node, made anew when a file of its credentials changes: HTTP/1.1, and no
 * redirect is followed. Used by several threads.
 */
public final class RenewingClient {
  private final Credentials credentials;
  private final boolean secure;
  private final Consumer<String> remarks;
  private List<Optional<Look>> looks;
  private Current current;

  /** What a file looks like from outside; of another content it looks otherwise. */
  private record Look(FileTime modified, long bytes, String key) {}

  /**
   * What requests go through now.
   *
   * @param authorization value of the header of that name; empty for none
   * @param identity that is shown where a server asks for a certificate
   */
  public record Current(
      HttpClient client, Optional<String> authorization, Optional<X509Certificate> identity) {}

  private RenewingClient(
      Credentials credentials,
      boolean secure,
      Consumer<String> remarks,
      List<Optional<Look>> looks,
      Current current) {
    this.credentials = credentials;
    this.secure = secure;
    this.remarks = remarks;
    this.looks = looks;
    this.current = current;
  }

  /**
   * Reads the files.
   *
   * @param secure whether any address speaks TLS
   * @param remarks takes a sentence when they are renewed, or cannot be
   * @throws UnusableCredentialsException if they are not what they should be
   */
  public static RenewingClient open(
      Credentials credentials, boolean secure, Consumer<String> remarks) {
    List<Optional<Look>> looks = looks(credentials);
    return new RenewingClient(credentials, secure, remarks, looks, read(credentials, secure));
  }

  public Credentials credentials() {
    return credentials;
  }

  /** What a request is to go through, after a look at the files. */
  public synchronized Current current() {
    List<Optional<Look>> now = looks(credentials);
    if (!now.equals(looks)) {
      looks = now;
      try {
        current = read(credentials, secure);
        remarks.accept("the credentials were renewed: " + files());
      } catch (UnusableCredentialsException e) {
        remarks.accept("%s (until then those from before are used)".formatted(e.getMessage()));
      }
    }
    return current;
  }

  /** Whether there are other credentials by now than those that a request went with. */
  public boolean isRenewed(Current used) {
    return !current().equals(used);
  }

  private String files() {
    return credentials.files().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private static List<Optional<Look>> looks(Credentials credentials) {
    return credentials.files().stream().map(RenewingClient::look).toList();
  }

  private static Optional<Look> look(Path file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Look(seen.lastModifiedTime(), seen.size(), String.valueOf(seen.fileKey())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Current read(Credentials credentials, boolean secure) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER);
    Optional<ClientIdentity> identity = credentials.identity().map(ClientIdentity::read);
    if (secure) {
      client.sslContext(context(credentials.authorities(), identity));
    }
    return new Current(
        client.build(),
        credentials.token().map(file -> "Bearer " + CredentialFile.token(file)),
        identity.map(shown -> shown.chain().get(0)));
  }

  private static SSLContext context(Optional<Path> authorities, Optional<ClientIdentity> identity) {
    try {
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      if (authorities.isPresent()) {
        trusted.init(store(CredentialFile.certificates(authorities.get())));
      } else {
        trusted.init((KeyStore) null);
      }
      KeyManager[] shown = identity.isPresent() ? identity.get().managers() : new KeyManager[0];
      String whose = authorities.map(file -> "in " + file).orElse("of this system");
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown, ServerVerifier.of(trusted, whose), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableCredentialsException(
          "TLS cannot be set up with these certificates (%s); name others"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static KeyStore store(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority" + i, authorities.get(i));
    }
    return store;
  }
}
