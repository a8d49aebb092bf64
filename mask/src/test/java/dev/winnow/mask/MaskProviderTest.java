package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mask's package, run as an edge node does. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class MaskProviderTest {
  @TempDir private Path folder;

  private static ExtractorPackage street() {
    MaskParts parts = new MaskParts();
    parts.add("cascade:face");
    return parts
        .with(MaskSettings.withDefaults())
        .packed(
            "street",
            "1",
            new int[] {64, 64},
            new AnalyzerSpec(
                List.of(new OutputHead.Detection("objects", List.of("ball"))),
                Digest.of(new byte[] {1})),
            Provenance.here(Map.of()));
  }

  private FilteredStream opened(String source) {
    FilterRun run =
        new FilterRun(street(), source, FilterRun.Outputs.NONE, FilterRun.Pace.unlimited());
    return FilterProvider.of(street()).open(run);
  }

  @Test
  void open_folderOfImages_givesThemMaskedSmallAndNamesTheBroken() throws IOException {
    BufferedImage wall = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(wall, "png", folder.resolve("a.png").toFile());
    Files.write(folder.resolve("b.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0});
    ImageIO.write(
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("c.png").toFile());

    try (FilteredStream stream = opened("dir:" + folder)) {
      FilteredCapture first = stream.next().orElseThrow();
      Image released = ImageDecoder.decode("released", first.content());
      assertTrue(released.width() <= 64 && released.height() <= 64, released.toString());
      assertThrows(UnreadableCaptureException.class, stream::next);
      FilteredCapture third = stream.next().orElseThrow();
      assertEquals("c.png", third.id().source());
      assertTrue(stream.next().isEmpty());
      assertEquals(List.of("masked 2 images"), stream.remarks());
    }
  }
}
