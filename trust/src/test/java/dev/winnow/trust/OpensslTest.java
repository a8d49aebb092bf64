package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.core.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and signatures of a tool that nobody here wrote, both ways. */
class OpensslTest {
  @TempDir private Path folder;

  @BeforeEach
  void requireOpenssl() {
    assumeTrue(
        openssl("version").startsWith("OpenSSL 3"), "needs openssl 3, whose pkeyutl has -rawin");
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  /** What it says; nothing if it is not there. */
  private String openssl(String... args) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(args));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void sign_ofOurs_isVerifiedByOpenssl() throws IOException {
    SigningKey key = SigningKey.generate(new SecureRandom());
    key.publicKey().write(path("a.pub"));
    Envelope envelope = Envelope.fromBytes(Envelope.STATEMENT, Samples.statement().sign(key));
    Files.write(path("signed"), Envelope.toSign(Envelope.STATEMENT, envelope.payload()));
    Files.write(path("sig"), envelope.signature());

    assertEquals("Signature Verified Successfully", verify());

    Files.writeString(path("signed"), "something else");
    assertEquals("Signature Verification Failure", verify());
  }

  private String verify() {
    return openssl(
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "a.pub",
            "-rawin",
            "-in",
            "signed",
            "-sigfile",
            "sig")
        .strip();
  }

  @Test
  void sign_ofOpenssl_isVerifiedByUs() throws IOException {
    openssl("genpkey", "-algorithm", "ed25519", "-out", "o.key");
    openssl("pkey", "-in", "o.key", "-pubout", "-out", "o.pub");
    PublicKey key = PublicKey.read(path("o.pub"));
    byte[] payload = Samples.statement().toBytes();
    Files.write(path("signed"), Envelope.toSign(Envelope.STATEMENT, payload));
    openssl("pkeyutl", "-sign", "-inkey", "o.key", "-rawin", "-in", "signed", "-out", "sig");
    Envelope envelope =
        new Envelope(Envelope.STATEMENT, payload, key.id(), Files.readAllBytes(path("sig")));

    Certificate certificate =
        CertificateVerifier.in(List.of(key))
            .admit(Samples.extractor().withCertificate(envelope.toBytes()), Samples.LATER);

    assertEquals(key.id(), certificate.signer().id());
  }

  @Test
  void read_keyOfOpenssl_signsTheSameAsOpenssl() throws IOException {
    openssl("genpkey", "-algorithm", "ed25519", "-out", "o.key");
    SigningKey key = SigningKey.read(path("o.key"));
    Files.writeString(path("signed"), "hello");
    openssl("pkeyutl", "-sign", "-inkey", "o.key", "-rawin", "-in", "signed", "-out", "sig");

    assertArrayEquals(
        Files.readAllBytes(path("sig")), key.sign("hello".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void id_ofAKey_isTheDigestOfItsDer() throws IOException {
    SigningKey key = SigningKey.generate(new SecureRandom());
    key.publicKey().write(path("a.pub"));
    key.write(path("a.key"));
    openssl("pkey", "-in", "a.key", "-pubout", "-outform", "DER", "-out", "a.der");

    assertEquals(Digest.ofFile(path("a.der")), key.publicKey().id());
  }
}
