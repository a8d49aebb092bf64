package dev.winnow.video;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Files by HTTPS, with a certificate that it has signed itself. */
final class TlsServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path certificate;
  private final Map<String, Supplier<byte[]>> files = new ConcurrentHashMap<>();

  private TlsServer(HttpsServer server, Path certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  /** A server whose certificate is for names such as {@code dns:localhost}. */
  static TlsServer start(Path folder, String names) throws Exception {
    Path store = Files.createTempFile(folder, "keys", ".p12");
    Files.delete(store);
    keytool(
        store,
        "-genkeypair -keyalg EC -groupname secp256r1 -dname CN=camera -validity 2 -ext san="
            + names);
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    Path certificate =
        Files.writeString(
            Path.of(store + ".pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getCertificate("camera").getEncoded())
                + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    TlsServer started = new TlsServer(https, certificate);
    https.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Supplier<byte[]> file = started.files.get(exchange.getRequestURI().getPath());
            byte[] content = file == null ? new byte[0] : file.get();
            exchange.sendResponseHeaders(file == null ? 404 : 200, content.length);
            exchange.getResponseBody().write(content);
          }
        });
    https.setExecutor(started.threads);
    https.start();
    return started;
  }

  private static void keytool(Path store, String options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(options.split(" ")));
    command.addAll(
        List.of("-alias", "camera", "-keystore", store.toString(), "-storepass", "changeit"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      byte[] text = said.readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException(new String(text, StandardCharsets.UTF_8));
      }
    }
  }

  /** Serves a file, made anew for each request. */
  TlsServer serve(String path, Supplier<byte[]> content) {
    files.put(path, content);
    return this;
  }

  /** Its certificate in PEM. */
  Path certificate() {
    return certificate;
  }

  String url(String host, String path) {
    return "https://" + host + ":" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
