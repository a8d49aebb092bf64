package dev.winnow.app.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.analyzer.access.Doors;
import dev.winnow.analyzer.access.TlsFiles;
import dev.winnow.app.Colours;
import dev.winnow.app.Run;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.Digest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An edge node before the doors of the analyzer: TLS, certificates of clients, tokens. */
@DisabledOnOs(OS.WINDOWS) // Its files have no permissions that tell owners from others.
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
@Timeout(300)
class EdgeAccessTest {
  private static final String HERE = "DNS:localhost,IP:127.0.0.1";

  @TempDir private static Path folder;

  private static OpensslAuthority ours;
  private static OpensslAuthority theirs;

  @BeforeAll
  static void certificatesAndPackage() throws Exception {
    assumeTrue(OpensslAuthority.isThere(), "openssl is not installed");
    ours = OpensslAuthority.make(folder, "ours");
    theirs = OpensslAuthority.make(folder, "theirs");
    ours.sign("server", "localhost", HERE, 30);
    ours.sign("old", "localhost", HERE, -1);
    ours.sign("elsewhere", "elsewhere", "DNS:analyzer.example.org", 30);
    ours.sign("home", "home-7", "DNS:home-7", 30);
    ours.sign("late", "home-7", "DNS:home-7", -1);
    theirs.sign("stranger", "home-7", "DNS:home-7", 30);
    Path network = folder.resolve("colours.onnx");
    Colours.network().write(network);
    Run built =
        Run.of("build", "--model", network, "--cut", "pool", "--name", "colour", "--out", folder);
    assertEquals(ExitCode.OK, built.code(), built.err());
    BufferedImage red = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    red.setRGB(
        0, 0, 8, 8, Stream.generate(() -> 0xff0000).limit(64).mapToInt(i -> i).toArray(), 0, 8);
    ImageIO.write(
        red, "png", Files.createDirectory(folder.resolve("images")).resolve("a.png").toFile());
    secret("token", "right-1");
    secret("wrong", "wrong-1");
    Files.writeString(
        folder.resolve("clients.json"),
        """
        {"clients": [
          {"name": "home", "token-sha256": "%s", "models": ["colour"]},
          {"name": "other", "certificate": "home-7", "models": ["tags"]}]}
        """
            .formatted(
                Digest.of("right-1".getBytes(StandardCharsets.UTF_8))
                    .text()
                    .replace("sha256:", "")));
  }

  private static void secret(String file, String token) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, token + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }

  private static AnalyzerServer server(
      String certificate, boolean clientCertificates, Optional<Path> clients) {
    TlsFiles files =
        new TlsFiles(
            ours.file(certificate + ".crt"),
            ours.file(certificate + ".key"),
            clientCertificates ? Optional.of(ours.certificate()) : Optional.empty());
    return AnalyzerServer.start(
        ModelRepository.open(folder.resolve("analyzer")),
        ServerOptions.onPort(0)
            .withHost("127.0.0.1")
            .withDoors(
                new Doors(Optional.of(files), clients, Optional.empty(), clients.isEmpty())));
  }

  private static Run edge(String address, String... options) {
    List<Object> words = new ArrayList<>(List.of("edge", folder.resolve("colour.extractor")));
    words.addAll(List.of("--source=dir:" + folder.resolve("images"), "--uncertified"));
    words.add("--secret=" + folder.resolve("noise.key"));
    // What TLS forbids is not tried again however long that may be.
    words.add("--retry-for=" + (address.startsWith("https") ? "20s" : "0s"));
    words.add("--analyzer=" + address);
    words.addAll(List.of(options));
    return Run.of(words.toArray());
  }

  private static String file(String option, String name) {
    return option + "=" + folder.resolve(name);
  }

  private static void assertRefused(Run run, String... parts) {
    assertEquals(ExitCode.FAILED, run.code(), run.err());
    String sentence = run.err().strip();
    assertFalse(sentence.contains("\n"), sentence);
    for (String part : parts) {
      assertTrue(sentence.contains(part), sentence);
    }
  }

  private static String[] home() {
    return new String[] {
      file("--ca", "ours.crt"), file("--client-cert", "home.crt"), file("--client-key", "home.key")
    };
  }

  @Test
  void edge_withTheAuthorityOfTheServer_isAnswered() {
    try (AnalyzerServer server = server("server", false, Optional.empty())) {
      Run run = edge("https://127.0.0.1:" + server.port(), file("--ca", "ours.crt"));
      assertEquals(ExitCode.OK, run.code(), run.err());
      assertTrue(run.out().startsWith("a.png  red"), run.out());
    }
  }

  @Test
  void edge_serverThatItDoesNotBelieve_saysWhyAndWhatToDo() {
    try (AnalyzerServer server = server("server", false, Optional.empty())) {
      String address = "https://127.0.0.1:" + server.port();
      assertRefused(
          edge(address, file("--ca", "theirs.crt")),
          address + " has a certificate that none of the authorities in ",
          "theirs.crt has signed (it names \"CN=ours\"); name its authority with --ca");
      assertRefused(edge(address), "none of the authorities of this system has signed");
      Run plain = edge("http://127.0.0.1:" + server.port());
      assertRefused(plain, "broke the connection off", "does it speak plain http?");
    }
    try (AnalyzerServer server = server("old", false, Optional.empty())) {
      String address = "https://127.0.0.1:" + server.port();
      assertRefused(
          edge(address, file("--ca", "ours.crt")),
          address + " has a certificate that has expired (its own was valid until ");
      assertRefused(edge(address, file("--ca", "old.crt")), "has a certificate that has expired");
    }
    try (AnalyzerServer server = server("elsewhere", false, Optional.empty())) {
      assertRefused(
          edge("https://127.0.0.1:" + server.port(), file("--ca", "ours.crt")),
          "has a certificate for another name (analyzer.example.org); name the address");
    }
  }

  @Test
  void edge_whereACertificateIsAskedFor_needsOneThatTheServerTakes() {
    try (AnalyzerServer server = server("server", true, Optional.empty())) {
      String address = "https://127.0.0.1:" + server.port();
      Run run = edge(address, home());
      assertEquals(ExitCode.OK, run.code(), run.err());

      assertRefused(
          edge(address, file("--ca", "ours.crt")),
          address,
          "as servers do that ask for a certificate; name one with --client-cert and --client-key");
      assertRefused(
          edge(
              address,
              file("--ca", "ours.crt"),
              file("--client-cert", "stranger.crt"),
              file("--client-key", "stranger.key")),
          "refused this node's certificate in ",
          "stranger.crt");
      assertRefused(
          edge(
              address,
              file("--ca", "ours.crt"),
              file("--client-cert", "late.crt"),
              file("--client-key", "late.key")),
          "refused this node's certificate in ",
          "late.crt, which has expired (it was valid until ");
    }
  }

  @Test
  void edge_tokenOrCertificate_isLetInToItsModelsOnly() {
    Optional<Path> clients = Optional.of(folder.resolve("clients.json"));
    try (AnalyzerServer server = server("server", true, clients)) {
      String address = "https://127.0.0.1:" + server.port();
      String ca = file("--ca", "ours.crt");
      Run run = edge(address, ca, file("--token-file", "token"));
      assertEquals(ExitCode.OK, run.code(), run.err());

      assertRefused(
          edge(address, ca),
          address + " does not let this node in (status 401: ",
          "show a token with --token-file");
      Run wrong = edge(address, ca, file("--token-file", "wrong"));
      assertRefused(wrong, "does not know the token in ", "ask whoever runs it for one");
      assertFalse(wrong.err().contains("wrong-1"), wrong.err());
      assertRefused(
          edge(address, home()),
          "knows the certificate in ",
          "and does not allow this (status 403: ",
          "ask whoever runs it for the right to this model");
    }
  }
}
