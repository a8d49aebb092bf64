package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of two encoders, without a container. */
class Av1SequenceTest {
  /** As fast as it can: only its header counts. */
  private static final String LIBAOM = "libaom-av1 -usage realtime -cpu-used 8";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({LIBAOM + ", 320, 240", "libsvtav1 -preset 12, 320, 240", LIBAOM + ", 1030, 70"})
  void mostPixels_ofAnEncodersStream_isItsSize(String encoder, int width, int height) {
    byte[] stream = stream(encoder, width, height);

    assertEquals(OptionalLong.of((long) width * height), Av1Sequence.mostPixels(stream));
  }

  @Test
  void mostPixels_cutAnywhere_isKnownOrBeyondAllBounds() {
    byte[] stream = stream(LIBAOM, 320, 240);
    for (int i = 3; i < 200; i++) {
      OptionalLong most = Av1Sequence.mostPixels(Arrays.copyOf(stream, i));
      assertTrue(most.orElse(0) == 320 * 240 || most.orElse(0) == Long.MAX_VALUE, most::toString);
    }
  }

  @Test
  void mostPixels_withoutAHeader_isUnknown() {
    assertEquals(OptionalLong.empty(), Av1Sequence.mostPixels(new byte[] {0x12, 0}));
    assertEquals(OptionalLong.empty(), Av1Sequence.mostPixels(new byte[0]));
  }

  private byte[] stream(String encoder, int width, int height) {
    String options =
        "-f lavfi -i testsrc2=size=%dx%d:rate=25 -frames:v 3 -pix_fmt yuv420p -c:v %s -f obu"
            .formatted(width, height, encoder);
    return TestClips.bytes(new TestClips(folder).ffmpeg("a.obu", options.split(" ")));
  }
}
