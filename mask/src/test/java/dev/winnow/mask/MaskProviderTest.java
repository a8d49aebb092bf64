package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.WinnowException;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.video.SoundTrack;
import dev.winnow.video.SourceOptions;
import dev.winnow.video.VideoFormat;
import dev.winnow.video.VideoInput;
import dev.winnow.video.VideoOutput;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mask's package, run as an edge node does. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class MaskProviderTest {
  @TempDir private Path folder;

  private static ExtractorPackage street() {
    MaskParts parts = new MaskParts();
    parts.add("cascade:face");
    return packed(parts.with(MaskSettings.withDefaults()));
  }

  private static ExtractorPackage packed(MaskPackage mask) {
    return mask.packed(
        "street",
        "1",
        new int[] {64, 64},
        new AnalyzerSpec(
            List.of(new OutputHead.Detection("objects", List.of("ball"))),
            Digest.of(new byte[] {1})),
        Provenance.here(Map.of()));
  }

  private FilteredStream opened(String source) {
    return opened(source, FilterRun.Outputs.NONE);
  }

  private static FilteredStream opened(String source, FilterRun.Outputs outputs) {
    FilterRun run =
        new FilterRun(street(), source, outputs, FilterRun.Pace.unlimited(), Optional.empty());
    return FilterProvider.of(street()).open(run);
  }

  /** A package with a region that is always masked, for the recording alone. */
  @Test
  void open_filmWithAnotherMaskForTheRecording_masksThereTooAndNotForTheAnalyzer() {
    Path film = folder.resolve("film.mkv");
    int[] grey = new int[64 * 64];
    Arrays.fill(grey, 0xFFFFFF);
    try (VideoOutput output = VideoOutput.open(film.toString(), new VideoFormat(64, 64, 10))) {
      for (int i = 0; i < 5; i++) {
        output.write(Image.of(64, 64, grey), Duration.ofMillis(100L * i));
      }
    }
    MaskParts parts = new MaskParts();
    parts.add("cascade:face");
    Path other = folder.resolve("corner.extractor");
    packed(parts.with(MaskSettings.of(Map.of("always", "0,0,0.5,0.5")))).write(other);
    Path recording = folder.resolve("masked.mkv");

    try (FilteredStream stream =
        opened(
            film.toString(),
            new FilterRun.Outputs(
                Optional.of(recording),
                Optional.empty(),
                OptionalInt.empty(),
                Map.of(FilterRun.Output.RECORD, other.toString()),
                false))) {
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        Image released = ImageDecoder.decode("released", next.get().content());
        assertTrue((released.rgb(16, 16) & 0xFF) > 240, "masked for the analyzer");
      }
    }

    int frames = 0;
    try (VideoInput written = VideoInput.open(recording.toString())) {
      for (var frame = written.next(); frame.isPresent(); frame = written.next(), frames++) {
        assertEquals(128, frame.get().image().rgb(16, 16) & 0xFF, 6);
        assertEquals(255, frame.get().image().rgb(48, 48) & 0xFF, 6);
      }
    }
    assertEquals(5, frames);
  }

  /** Voices identify people: they leave on request alone. */
  @Test
  void open_filmWithSound_recordsItOnRequestAlone() throws Exception {
    Path film = folder.resolve("film.mkv");
    ProcessBuilder process =
        new ProcessBuilder(
                (program()
                        + " -nostdin -v error -f lavfi -i testsrc2=size=64x64:rate=10:duration=1"
                        + " -f lavfi -i sine=duration=1 -c:v mpeg4 -c:a aac "
                        + film)
                    .split(" "))
            .inheritIO();
    process.environment().put("LD_LIBRARY_PATH", Path.of(program()).resolveSibling("").toString());
    Process made = process.start();
    assertEquals(0, made.waitFor());

    for (boolean audio : new boolean[] {false, true}) {
      Path recording = folder.resolve(audio + ".mkv");
      FilterRun.Outputs outputs =
          new FilterRun.Outputs(
              Optional.of(recording), Optional.empty(), OptionalInt.empty(), Map.of(), audio);
      try (FilteredStream stream = opened(film.toString(), outputs)) {
        while (stream.next().isPresent()) {
          // To the end.
        }
      }
      SoundTrack sound = new SoundTrack();
      try (VideoInput written =
          VideoInput.open(
              recording.toString(), new SourceOptions(List.of(sound), Optional.empty()))) {
        assertTrue(written.next().isPresent());
      }
      assertEquals(audio, sound.isThere());
    }
  }

  private static String program() {
    try {
      return Loader.load(ffmpeg.class);
    } catch (UnsatisfiedLinkError e) {
      return abort("ffmpeg is not installed");
    }
  }

  @Test
  void open_anotherMaskThatIsNotThere_isRefused() {
    FilterRun.Outputs outputs =
        new FilterRun.Outputs(
            Optional.of(folder.resolve("masked.mkv")),
            Optional.empty(),
            OptionalInt.empty(),
            Map.of(FilterRun.Output.RECORD, folder.resolve("none.extractor").toString()),
            false);

    assertThrows(WinnowException.class, () -> opened("udp://127.0.0.1:1", outputs));
  }

  @Test
  void outputs_maskForAnOutputThatNobodyAskedFor_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FilterRun.Outputs(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Map.of(FilterRun.Output.PUBLISH, "solid"),
                false));
  }

  /** It was left undone, and nothing said. */
  @Test
  void open_folderOfImagesWithOutputsOfAVideo_isRefusedByName() throws IOException {
    BufferedImage wall = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(wall, "png", folder.resolve("a.png").toFile());
    FilterRun.Outputs outputs =
        new FilterRun.Outputs(
            Optional.of(folder.resolve("masked.mkv")),
            Optional.of("udp://127.0.0.1:1"),
            OptionalInt.empty(),
            Map.of(FilterRun.Output.RECORD, "solid"),
            false);

    String source = "dir:" + folder;
    var refusal = assertThrows(NoVideoException.class, () -> opened(source, outputs));

    assertEquals(
        "--record, --publish, --output-mask: that is for videos and streams, and %s holds images; leave it out"
            .formatted(source),
        refusal.getMessage());
    assertFalse(Files.exists(folder.resolve("masked.mkv")));
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
