package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Progress;
import dev.winnow.edge.credentials.Credentials;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a node shows with every request, while it is renewed. */
@DisabledOnOs(OS.WINDOWS) // Its files have no permissions that tell owners from others.
@SuppressWarnings("NullAway.Init") // JUnit fills the folders in.
class TokenTest {
  private static final EdgeOptions SETTINGS =
      EdgeOptions.withDefaults()
          .with(new Batching(1, 1, 1))
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ofSeconds(20)),
                  Duration.ofMillis(1),
                  Duration.ofSeconds(20)));

  private final StubServer server = new StubServer();
  private final List<String> remarks = new ArrayList<>();

  @TempDir private Path folder;
  @TempDir private Path home;

  @BeforeEach
  void images() throws IOException {
    Images.paintMany(folder, 3);
    write("first");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void write(String token) throws IOException {
    Path renewed = Files.writeString(home.resolve("renewed"), token);
    Files.setPosixFilePermissions(renewed, PosixFilePermissions.fromString("rw-------"));
    Files.move(renewed, home.resolve("token"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Summary run(AnalyzerUri address) {
    Credentials token =
        new Credentials(Optional.empty(), Optional.empty(), Optional.of(home.resolve("token")));
    try (EdgeNode node =
        EdgeNode.open(
            Tiny.extractor(),
            Admission.uncertified(),
            new Analyzers(List.of(address), token, remarks::add),
            SETTINGS,
            home.resolve("noise.key"))) {
      return node.run(new Source.Folder(folder).open(node.modality()), answer -> {}, Progress.NONE);
    }
  }

  @Test
  void run_tokenRenewedMeanwhile_goesOnWithTheNewOne() throws IOException {
    server.reactions.add(
        (exchange, request) -> {
          write("second");
          server.answer(exchange, request);
        });
    assertEquals(3, run(server.address()).answers());

    List<String> shown = List.copyOf(server.authorizations);
    assertEquals("Bearer first", shown.get(0));
    assertEquals("Bearer second", shown.get(shown.size() - 1));
    assertTrue(remarks.get(0).startsWith("the credentials were renewed"), remarks.get(0));
  }

  @Test
  void run_tokenRefusedWhileItIsRenewed_asksAgainWithTheNewOne() {
    server.reactions.add(
        (exchange, request) -> {
          write("second");
          StubServer.error(401, "who is that?").to(exchange, request);
        });
    assertEquals(3, run(server.address()).answers());
  }

  @Test
  void run_tokenRefused_endsWithoutRepeatingIt() {
    server.usual = StubServer.error(401, "who is that?");
    String sentence =
        assertThrows(RefusedRequestException.class, () -> run(server.address())).getMessage();
    assertEquals(
        "%s does not know the token in %s (status 401: who is that?); ask whoever runs it for one that it knows"
            .formatted(server.address(), home.resolve("token")),
        sentence);
    assertFalse(sentence.contains("first"));
  }

  /** The ledger counts what leaves, the token too. */
  @Test
  void run_withAToken_countsItsBytes() throws IOException {
    try (Tap tap = new Tap(server.address())) {
      long counted = run(tap.address()).traffic().bytesUp();
      String up = new String(tap.up(), StandardCharsets.ISO_8859_1);
      assertEquals(up.length() - up.indexOf("POST "), counted);
    }
  }
}
