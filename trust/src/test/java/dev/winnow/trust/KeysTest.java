package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  /** RFC 8032, section 7.1, test 1: private key, public key, signature of the empty message. */
  private static final String[] RFC = {
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
  };

  @TempDir private Path folder;

  private Path path(String name) {
    return folder.resolve(name);
  }

  /** As owners' rights are set where there are owners. */
  private static void restrict(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private Path pem(String label, String hex) throws IOException {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                label,
                java.util.Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)),
                label);
    Path file = Files.writeString(path(label + ".pem"), text);
    restrict(file);
    return file;
  }

  @Test
  void read_keyOfTheStandard_signsAsTheStandardSays() throws IOException {
    SigningKey key =
        SigningKey.read(pem("PRIVATE KEY", "302e020100300506032b657004220420" + RFC[0]));
    PublicKey known = PublicKey.read(pem("PUBLIC KEY", "302a300506032b6570032100" + RFC[1]));

    assertEquals(known.id(), key.publicKey().id());
    assertEquals(RFC[2], HexFormat.of().formatHex(key.sign(new byte[0])));
    assertTrue(known.signed(new byte[0], HexFormat.of().parseHex(RFC[2])));
  }

  @Test
  void toSign_ofThePayload_isWhatDsseSays() {
    assertEquals(
        "DSSEv1 28 application/vnd.in-toto+json 5 hello",
        new String(
            Envelope.toSign(Envelope.STATEMENT, "hello".getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.UTF_8));
  }

  @Test
  void write_andRead_isTheSameKey() {
    SigningKey key = SigningKey.generate(new SecureRandom());
    key.write(path("a.key"));
    key.publicKey().write(path("a.pub"));

    SigningKey read = SigningKey.read(path("a.key"));

    assertEquals(key.publicKey().id(), read.publicKey().id());
    assertEquals(key.publicKey().id(), PublicKey.read(path("a.pub")).id());
    assertArrayEquals(key.sign(new byte[] {1}), read.sign(new byte[] {1}));
  }

  @Test
  void write_private_isItsOwnersOnly() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    SigningKey.generate(new SecureRandom()).write(path("a.key"));

    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path("a.key"))));
  }

  @Test
  void write_fileIsThere_isRefusedAndLeavesIt() throws IOException {
    Files.writeString(path("a.key"), "mine");
    Files.writeString(path("a.pub"), "mine");
    SigningKey key = SigningKey.generate(new SecureRandom());

    var e = assertThrows(UnusableKeyException.class, () -> key.write(path("a.key")));
    assertTrue(e.getMessage().contains("never written over"), e.getMessage());
    assertThrows(UnusableKeyException.class, () -> key.publicKey().write(path("a.pub")));
    assertEquals("mine", Files.readString(path("a.key")));
    assertEquals("mine", Files.readString(path("a.pub")));
  }

  @Test
  void write_noFolder_saysSo() {
    SigningKey key = SigningKey.generate(new SecureRandom());

    var e = assertThrows(UnusableKeyException.class, () -> key.write(path("no/a.key")));
    assertTrue(e.getMessage().contains("cannot be written"), e.getMessage());
  }

  @Test
  void read_othersMayRead_isRefused() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    SigningKey.generate(new SecureRandom()).write(path("a.key"));
    Files.setPosixFilePermissions(path("a.key"), PosixFilePermissions.fromString("rw-r--r--"));

    var e = assertThrows(UnusableKeyException.class, () -> SigningKey.read(path("a.key")));
    assertTrue(e.getMessage().contains("(rw-r--r--)"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nA===\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
      })
  void read_noKey_isRefusedByName(String text) throws IOException {
    Path file = Files.writeString(path("a"), text);
    restrict(file);

    assertThrows(UnusableKeyException.class, () -> PublicKey.read(file));
    assertThrows(UnusableKeyException.class, () -> SigningKey.read(file));
  }

  @Test
  void read_notThere_saysSo() {
    var e = assertThrows(UnusableKeyException.class, () -> PublicKey.read(path("none")));
    assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
    assertThrows(UnusableKeyException.class, () -> SigningKey.read(path("none")));
  }

  @Test
  void toString_private_showsNothingOfIt() {
    SigningKey key = SigningKey.generate(new SecureRandom());

    assertEquals("the private key of " + key.publicKey().id(), key.toString());
  }

  @Test
  void signed_anotherMessage_isNot() {
    SigningKey key = SigningKey.generate(new SecureRandom());

    assertTrue(key.publicKey().signed(new byte[] {1}, key.sign(new byte[] {1})));
    assertFalse(key.publicKey().signed(new byte[] {2}, key.sign(new byte[] {1})));
  }
}
