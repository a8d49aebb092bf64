package dev.winnow.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever anybody changes in a certified package shows. */
class TamperingTest {
  private static Path file = Path.of("");
  private static byte[] whole = new byte[0];

  @BeforeContainer
  static void write() throws IOException {
    file = Files.createTempFile("tampering", ExtractorPackage.ENDING);
    Samples.certified().write(file);
    whole = Files.readAllBytes(file);
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.delete(file);
  }

  private static Certificate admit(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return Samples.TRUST.admit(ExtractorPackage.read(file), Samples.LATER);
  }

  private static byte[] flipped(long bit) {
    byte[] bent = whole.clone();
    int at = (int) (bit % (8L * whole.length));
    bent[at / 8] ^= (byte) (1 << at % 8);
    return bent;
  }

  @Property(tries = 1500)
  void admit_anyBitFlipped_isRefused(@ForAll @IntRange int bit) {
    assertThrows(WinnowException.class, () -> admit(flipped(bit)));
  }

  @Property(tries = 200)
  void admit_anyBytesCutOff_isRefused(@ForAll @IntRange int place) throws IOException {
    int length = place % whole.length;

    assertThrows(WinnowException.class, () -> admit(Arrays.copyOf(whole, length)));
  }

  @Property(tries = 200)
  void admit_somethingPutIn_isRefused(@ForAll @IntRange int place, @ForAll byte extra) {
    int at = place % (whole.length + 1);
    byte[] longer = new byte[whole.length + 1];
    System.arraycopy(whole, 0, longer, 0, at);
    longer[at] = extra;
    System.arraycopy(whole, at, longer, at + 1, whole.length - at);

    assertThrows(WinnowException.class, () -> admit(longer));
  }

  @Property(tries = 200)
  void admit_certificateTouchedAnywhere_isRefused(@ForAll @IntRange int bit) {
    ExtractorPackage certified = Samples.certified();
    byte[] envelope = certified.certificate().orElseThrow();
    int at = bit % (8 * envelope.length);
    envelope[at / 8] ^= (byte) (1 << at % 8);

    assertThrows(
        UntrustedException.class,
        () -> Samples.TRUST.admit(certified.withCertificate(envelope), Samples.LATER));
  }

  @Example
  void admit_unchanged_isNotRefused() throws IOException {
    assertEquals(Samples.statement(), admit(whole).statement());
  }
}
