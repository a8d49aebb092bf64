package dev.winnow.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationsTest {
  private static final Digest ONE = Digest.of(new byte[] {1});
  private static final Digest TWO = Digest.of(new byte[] {2});
  private static final Revocations LIST = Revocations.of(Set.of(ONE), Samples.ISSUED);

  private static void refused(byte[] bytes, String part) {
    var e =
        assertThrows(
            MalformedRevocationsException.class,
            () -> UnverifiedRevocations.parse("list", bytes).signedBy(Samples.AUDITORS));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static byte[] signed(String payload) {
    return Envelope.sign(Envelope.REVOCATIONS, payload.getBytes(UTF_8), Samples.AUDITOR).toBytes();
  }

  @Test
  void read_signedList_holdsWhatWasSigned(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("revoked"), LIST.sign(Samples.AUDITOR));

    UnverifiedRevocations read = UnverifiedRevocations.read(file);

    assertEquals(Samples.AUDITOR.publicKey().id(), read.keyId());
    assertEquals(LIST, read.signedBy(Samples.AUDITORS));
    assertTrue(LIST.contains(ONE));
    assertFalse(LIST.contains(TWO));
  }

  @Test
  void and_more_keepsWhatWasRevokedUnderANewDate() {
    Revocations more = LIST.and(Set.of(TWO), Samples.LATER.plusNanos(5));

    assertEquals(new Revocations(Samples.LATER, Set.of(ONE, TWO)), more);
  }

  @Test
  void sign_twice_givesTheSameBytes() {
    Revocations list = LIST.and(Set.of(TWO), Samples.LATER);

    assertArrayEquals(list.sign(Samples.AUDITOR), list.sign(Samples.AUDITOR));
  }

  @Test
  void of_tooMany_isRefused() {
    Set<Digest> many =
        IntStream.rangeClosed(0, Revocations.MOST)
            .mapToObj(i -> Digest.ofHex("%064x".formatted(i)))
            .collect(Collectors.toSet());

    var e =
        assertThrows(IllegalArgumentException.class, () -> Revocations.of(many, Samples.ISSUED));
    assertTrue(
        String.valueOf(e.getMessage()).contains("at most 100,000, not 100,001"), e.getMessage());
  }

  @Test
  void sign_asManyAsThereMayBe_canBeRead() {
    Set<Digest> many =
        IntStream.range(0, Revocations.MOST)
            .mapToObj(i -> Digest.ofHex("%064x".formatted(i)))
            .collect(Collectors.toSet());
    Revocations list = new Revocations(Instant.EPOCH, many);

    byte[] signed = list.sign(Samples.AUDITOR);

    assertTrue(signed.length < UnverifiedRevocations.LIMIT);
    assertEquals(list, UnverifiedRevocations.parse("list", signed).signedBy(Samples.AUDITORS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "revocations/v1 | revocations/v2 | _type must be",
        "2026-03-01T12:00:00Z | yesterday | issued must be a time",
        "2026-03-01T12:00:00Z | 2026-03-01T12:00:00.0Z | byte for byte",
        "sha256 | md5 | not a digest",
        "\"revoked\" | \"allowed\" | lacks the field",
        "{ | {\"why\":\"\", | unknown field"
      })
  void parse_otherText_isRefused(String part, String other, String sentence) {
    String text = new String(LIST.toBytes(), UTF_8);
    assertTrue(text.contains(part), text);

    refused(signed(text.replace(part, other)), sentence);
  }

  @Test
  void parse_digestTwice_isRefused() {
    String twice = "[\"%s\",\"%s\"]".formatted(ONE, ONE);
    String text = new String(LIST.toBytes(), UTF_8).replaceFirst("\\[.*]", twice);

    refused(signed(text), "byte for byte");
  }

  @Test
  void parse_plainTextOrACertificate_isRefused() {
    refused((ONE + "\n").getBytes(UTF_8), "list is not a list of revocations");
    refused(Samples.statement().sign(Samples.AUDITOR), "payloadType must be");
  }

  @Test
  void parse_blankAdded_isRefused() {
    String text = new String(LIST.sign(Samples.AUDITOR), UTF_8);

    refused((text + "\n").getBytes(UTF_8), "byte for byte");
  }

  @Test
  void parse_tooLarge_isRefused() {
    refused(new byte[UnverifiedRevocations.LIMIT + 1], "larger than 16777216 bytes");
  }

  @Test
  void read_notThere_isRefused(@TempDir Path folder) {
    var e =
        assertThrows(
            MalformedRevocationsException.class,
            () -> UnverifiedRevocations.read(folder.resolve("none")));
    assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
  }
}
