package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.analyzer.access.Doors;
import dev.winnow.analyzer.access.TlsFiles;
import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made by OpenSSL. */
@Timeout(120)
class TlsTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private static Path folder;

  @BeforeAll
  static void certificates() throws Exception {
    assumeTrue(isThere("openssl"), "openssl is not installed");
    for (String authority : List.of("ours", "theirs")) {
      openssl(
          "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=%s -keyout %s.key -out %s.crt"
              .formatted(authority, authority, authority));
    }
    signed("server", "localhost", "ours");
    signed("home", "home-7", "ours");
    signed("stranger", "home-8", "ours");
    signed("fake", "home-7", "theirs");
    ModelRepository.write(folder.resolve("models"), "pets", "1", Samples.network(), Samples.NAMES);
    Files.writeString(
        folder.resolve("clients.json"),
        "{\"clients\": [{\"name\": \"home\", \"certificate\": \"home-7\", \"models\": [\"pets\"]}]}");
  }

  private static AnalyzerServer server(Optional<Path> clients) {
    TlsFiles files =
        new TlsFiles(
            folder.resolve("server.crt"),
            folder.resolve("server.key"),
            Optional.of(folder.resolve("ours.crt")));
    Doors doors = new Doors(Optional.of(files), clients, Optional.empty(), false);
    return AnalyzerServer.start(
        ModelRepository.open(folder.resolve("models")), Samples.options().withDoors(doors));
  }

  @Test
  void request_overTls_isAnsweredToTheClientOfTheCertificate() throws Exception {
    try (AnalyzerServer server = server(Optional.of(folder.resolve("clients.json")))) {
      for (Version version : Version.values()) {
        HttpResponse<String> answer = ask(server, "home", version, "/v2/models/pets");
        assertEquals(200, answer.statusCode());
        assertEquals(version, answer.version());
      }
      assertEquals(401, ask(server, "stranger", Version.HTTP_2, "/v2").statusCode());
      assertEquals(401, ask(server, "", Version.HTTP_2, "/v2").statusCode());
      assertEquals(403, ask(server, "home", Version.HTTP_2, "/v2/models/x").statusCode());
      // Of an authority that the server does not name, a client shows no certificate at all.
      assertEquals(401, ask(server, "fake", Version.HTTP_1_1, "/v2").statusCode());
    }
  }

  @Test
  void request_whereACertificateIsAskedFor_needsOneOfTheAuthority() throws Exception {
    try (AnalyzerServer server = server(Optional.empty())) {
      assertEquals(200, ask(server, "stranger", Version.HTTP_1_1, "/v2").statusCode());
      assertThrows(IOException.class, () -> ask(server, "", Version.HTTP_1_1, "/v2"));
      assertThrows(IOException.class, () -> ask(server, "fake", Version.HTTP_1_1, "/v2"));
    }
  }

  @Test
  void start_certificateThatIsNone_isOneSentence() {
    TlsFiles files =
        new TlsFiles(
            folder.resolve("clients.json"), folder.resolve("server.key"), Optional.empty());
    Doors doors = new Doors(Optional.of(files), Optional.empty(), Optional.empty(), false);

    var refusal =
        assertThrows(
            WinnowException.class,
            () ->
                AnalyzerServer.start(
                    ModelRepository.open(folder.resolve("models")),
                    Samples.options().withDoors(doors)));
    assertTrue(
        refusal.getMessage().endsWith("are no certificate and its key in PEM"),
        refusal.getMessage());
  }

  private static HttpResponse<String> ask(
      AnalyzerServer server, String client, Version version, String path) throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(context(client)).version(version).build();
    return http.send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path)).build(),
        BodyHandlers.ofString());
  }

  private static SSLContext context(String client) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("ours.crt"))) {
      trusted.setCertificateEntry(
          "ours", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore own = KeyStore.getInstance("PKCS12");
    if (client.isEmpty()) {
      own.load(null, null);
    } else {
      try (InputStream in = Files.newInputStream(folder.resolve(client + ".p12"))) {
        own.load(in, PASSWORD);
      }
    }
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void signed(String file, String name, String authority) throws Exception {
    openssl(
        "req -newkey rsa:2048 -nodes -subj /CN=%s -addext subjectAltName=DNS:%s,IP:127.0.0.1 -keyout %s.key -out %s.csr"
            .formatted(name, name, file, file));
    openssl(
        "x509 -req -in %s.csr -CA %s.crt -CAkey %s.key -CAcreateserial -days 30 -copy_extensions copy -out %s.crt"
            .formatted(file, authority, authority, file));
    openssl(
        "pkcs12 -export -in %s.crt -inkey %s.key -passout pass:password -out %s.p12"
            .formatted(file, file, file));
  }

  private static void openssl(String arguments) throws Exception {
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
