package dev.winnow.edge.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of certificates, keys and tokens, as people have them. */
@DisabledOnOs(OS.WINDOWS) // Its files have no permissions that tell owners from others.
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class CredentialFilesTest {
  @TempDir private Path folder;

  private final List<String> remarks = new ArrayList<>();

  private Path file(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private static Credentials withToken(Path file) {
    return new Credentials(Optional.empty(), Optional.empty(), Optional.of(file));
  }

  private RenewingClient open(Credentials credentials) {
    return RenewingClient.open(credentials, true, remarks::add);
  }

  private String refusal(Credentials credentials) {
    return assertThrows(UnusableCredentialsException.class, () -> open(credentials)).getMessage();
  }

  @Test
  void token_ofItsOwnerAlone_isShownWithoutItsLineEnd() throws IOException {
    Path token = file("token", "abc-12.3==\n", "rw-------");
    assertEquals(
        Optional.of("Bearer abc-12.3=="), open(withToken(token)).current().authorization());
  }

  @Test
  void token_thatOthersMayRead_isRefused() throws IOException {
    String refusal = refusal(withToken(file("token", "abc", "rw-r-----")));
    assertTrue(refusal.startsWith("others than its owner may use the token in "), refusal);
    assertTrue(refusal.contains("chmod 600"), refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "umlaut-ä", "line\r\nX-Other: header"})
  void token_thatIsNone_isRefusedWithoutRepeatingIt(String content) throws IOException {
    String refusal = refusal(withToken(file("token", content, "rw-------")));
    assertTrue(refusal.contains("holds no token"), refusal);
    assertFalse(refusal.contains("X-Other"), refusal);
  }

  @Test
  void file_thatIsMissing_isNamed() {
    assertEquals(
        folder.resolve("none")
            + " cannot be read (there is none); name a file that this user may read",
        refusal(withToken(folder.resolve("none"))));
  }

  @ParameterizedTest
  @CsvSource({
    "http://analyzer.example.org, false",
    "http://localhost.example.org:80, false",
    "http://10.0.0.1:8080, false",
    "http://127.0.0.1:8080, true",
    "http://localhost:8080, true",
    "http://[::1]:8080, true",
    "https://analyzer.example.org, true"
  })
  void token_overPlainHttp_goesToThisMachineOnly(URI address, boolean allowed) {
    Credentials credentials = withToken(Path.of("token"));
    if (allowed) {
      credentials.requireFit(List.of(address));
    } else {
      var refusal =
          assertThrows(
              UnusableCredentialsException.class, () -> credentials.requireFit(List.of(address)));
      assertTrue(refusal.getMessage().contains("plain http"), refusal.getMessage());
    }
  }

  @Test
  void certificates_whereNobodySpeaksTls_areRefused() {
    Credentials credentials =
        new Credentials(Optional.of(Path.of("ca.crt")), Optional.empty(), Optional.empty());
    var refusal =
        assertThrows(
            UnusableCredentialsException.class,
            () -> credentials.requireFit(List.of(URI.create("http://localhost:8080"))));
    assertTrue(refusal.getMessage().contains("speaks no TLS"), refusal.getMessage());
  }

  @Test
  void authorities_thatAreNone_areRefused() throws IOException {
    Path none = file("ca.crt", "no certificate", "rw-r--r--");
    String refusal =
        refusal(new Credentials(Optional.of(none), Optional.empty(), Optional.empty()));
    assertTrue(refusal.contains("holds no certificate in PEM"), refusal);
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private Credentials identity(String kind) throws Exception {
    try {
      new ProcessBuilder("openssl", "version").start().waitFor();
    } catch (IOException e) {
      assumeTrue(false, "openssl is not installed");
    }
    for (String name : List.of("old", "new")) {
      openssl(
          "req -x509 -newkey %s -nodes -days 30 -subj /CN=%s -keyout %s.key -out %s.crt"
              .formatted(kind, name, name, name));
    }
    Files.copy(folder.resolve("old.crt"), folder.resolve("client.crt"));
    Files.copy(folder.resolve("old.key"), folder.resolve("client.key"));
    return new Credentials(
        Optional.empty(),
        Optional.of(
            new Credentials.Identity(folder.resolve("client.crt"), folder.resolve("client.key"))),
        Optional.empty());
  }

  private static String name(RenewingClient.Current current) {
    return current.identity().orElseThrow().getSubjectX500Principal().getName();
  }

  private void renew(String ending) throws IOException {
    Path renewed = Files.copy(folder.resolve("new" + ending), folder.resolve("renewed"));
    Files.move(renewed, folder.resolve("client" + ending), StandardCopyOption.REPLACE_EXISTING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-256", "ed25519"})
  void current_pairThatIsRenewedOneFileAfterTheOther_changesOnceBothAreThere(String kind)
      throws Exception {
    RenewingClient client = open(identity(kind));
    RenewingClient.Current before = client.current();
    assertEquals("CN=old", name(before));

    renew(".crt");
    assertEquals("CN=old", name(client.current()));
    assertTrue(remarks.get(0).contains("is not that of the certificate in"), remarks.get(0));

    renew(".key");
    assertEquals("CN=new", name(client.current()));
    assertTrue(remarks.get(1).startsWith("the credentials were renewed: "), remarks.get(1));
    assertTrue(client.isRenewed(before));
    assertEquals(2, remarks.size());
  }

  @Test
  void key_inAnotherForm_saysHowToConvertIt() throws Exception {
    Credentials credentials = identity("rsa:2048");
    openssl("rsa -in old.key -traditional -out client.key");
    String refusal = refusal(credentials);
    assertTrue(refusal.contains("holds an RSA PRIVATE KEY"), refusal);
    assertTrue(refusal.endsWith("convert it with openssl pkcs8 -topk8 -nocrypt"), refusal);
  }

  @Test
  void key_thatOthersMayRead_isRefused() throws Exception {
    Credentials credentials = identity("rsa:2048");
    Files.setPosixFilePermissions(
        folder.resolve("client.key"), PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(refusal(credentials).startsWith("others than its owner may use the key in "));
  }
}
