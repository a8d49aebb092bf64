package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.image.Image;
import dev.winnow.video.heif.StillFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoOutputTest {
  private static final VideoFormat FORMAT = new VideoFormat(TestClips.WIDTH, TestClips.HEIGHT, 25);

  @TempDir Path folder;
  private TestClips clips;

  @BeforeEach
  void clips() {
    clips = new TestClips(folder);
  }

  @ParameterizedTest
  @CsvSource({"a.mp4, h264", "a.mkv, h264", "a.webm, vp8", "a.ts, h264"})
  void write_ofEachContainer_isWhatFfprobeSees(String name, String codec) {
    List<Long> millis = List.of(0L, 40L, 80L, 500L, 533L, 2000L);

    Path file = clips.written(name, millis.stream().map(Duration::ofMillis).toList());

    assertEquals(
        List.of("video,%s,320,240,yuv420p".formatted(codec)),
        clips
            .ffprobe(file, "-show_entries", "stream=codec_type,codec_name,width,height,pix_fmt")
            .stream()
            .map(line -> order(line, codec))
            .distinct()
            .toList());
    List<Double> seen =
        clips.ffprobe(file, "-show_entries", "frame=pts_time").stream()
            .map(Double::parseDouble)
            .toList();
    assertEquals(
        millis, seen.stream().map(time -> Math.round(1000 * (time - seen.get(0)))).toList());
  }

  private static String order(String line, String codec) {
    return line.replace(codec + ",video", "video," + codec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.webm", "a.ts"})
  void write_ofEachContainer_tellsNothingElse(String name) {
    Path file = clips.written(name, 30);

    String bytes = new String(TestClips.bytes(file), StandardCharsets.ISO_8859_1);
    // Matroska demands the name of a library: Lavf, without its version.
    for (String program : List.of("Lavf6", "Lavc", "openh264", "Winnow")) {
      assertFalse(bytes.contains(program), program);
    }
    assertEquals(
        List.of(), clips.ffprobe(file, "-show_entries", "format_tags=creation_time,comment"));
  }

  /** What lies on the disk while it is written is what is left when the power fails. */
  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.webm", "a.ts"})
  void write_interrupted_playsUpToTheLastTwoSeconds(String name) {
    Path file = folder.resolve(name);
    VideoOutput output = VideoOutput.open(file.toString(), FORMAT);
    for (int i = 0; i < 180; i++) {
      output.write(TestClips.numbered(i), TestClips.GAP.multipliedBy(i));
    }
    Path left = clips.file("left-" + name, TestClips.bytes(file));
    output.close();

    List<VideoFrame> frames = TestClips.frames(left);

    assertTrue(frames.size() >= 130, () -> frames.size() + " frames");
    assertEquals(IntStream.range(0, frames.size()).boxed().toList(), TestClips.numbers(frames));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.webm", "a.ts"})
  void write_oddSize_isMadeEven(String name) {
    Path file = folder.resolve(name);
    Image image = TestClips.numbered(5, 321, 243);
    try (VideoOutput output = VideoOutput.open(file.toString(), new VideoFormat(321, 243, 0))) {
      output.write(image, Duration.ofDays(400));
    }

    Image read = TestClips.frames(file).get(0).image();

    assertEquals("322×244", read.toString());
    int[] part = new int[320 * 242];
    int[] expected = new int[320 * 242];
    for (int y = 0; y < 242; y++) {
      for (int x = 0; x < 320; x++) {
        part[y * 320 + x] = read.rgb(x, y);
        expected[y * 320 + x] = image.rgb(x, y);
      }
    }
    assertTrue(
        StillFixtures.difference(Image.of(320, 242, part), Image.of(320, 242, expected)) < 3);
  }

  @Test
  void write_otherSizes_areScaledWithBars() {
    Path file = folder.resolve("a.mp4");
    try (VideoOutput output = VideoOutput.open(file.toString(), FORMAT)) {
      output.write(white(320, 240), Duration.ZERO);
      output.write(white(640, 240), Duration.ofMillis(40));
      output.write(white(100, 240), Duration.ofMillis(80));
      output.write(white(320, 240), Duration.ofMillis(120));
    }

    List<Image> frames = TestClips.frames(file).stream().map(VideoFrame::image).toList();

    assertEquals("255 255 255", levels(frames.get(0)));
    assertEquals("255 0 255", levels(frames.get(1)));
    assertEquals("255 255 0", levels(frames.get(2)));
    assertEquals("255 255 255", levels(frames.get(3)));
  }

  /** In the middle, above the middle, and to the left of it: black or white. */
  private static String levels(Image image) {
    return Stream.of(new int[] {160, 120}, new int[] {160, 20}, new int[] {20, 120})
        .map(at -> (image.rgb(at[0], at[1]) & 0xFF) > 127 ? "255" : "0")
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }

  private static Image white(int width, int height) {
    int[] rgb = new int[width * height];
    java.util.Arrays.fill(rgb, 0xFFFFFF);
    return Image.of(width, height, rgb);
  }

  @Test
  void write_timeThatDoesNotGrow_isRefused() {
    try (VideoOutput output = VideoOutput.open(folder.resolve("a.mp4").toString(), FORMAT)) {
      output.write(TestClips.numbered(0), Duration.ofSeconds(1));
      assertThrows(
          IllegalArgumentException.class,
          () -> output.write(TestClips.numbered(1), Duration.ofSeconds(1)));
    }
  }

  @Test
  void open_whatIsNotWritten_saysWhatIs() {
    assertEquals(
        "cannot write a.avi: let it end in .mp4, .mkv, .webm or .ts",
        refusal("a.avi", FORMAT).getMessage());
    assertEquals(
        "cannot write ftp://host/a.mp4: rtsp, udp and tcp are written, and files",
        refusal("ftp://me:secret@host/a.mp4", FORMAT).getMessage());
    String nowhere = folder.resolve("nowhere").resolve("a.mp4").toString();
    assertEquals(
        "cannot write "
            + nowhere
            + ": No such file or directory; see whether it may be written, and there is room",
        refusal(nowhere, FORMAT).getMessage());
    String large = folder.resolve("a.mp4").toString();
    assertEquals(
        "cannot write "
            + large
            + ": frames of 20000×20000 pixels are not encoded here; write smaller ones",
        refusal(large, new VideoFormat(20_000, 20_000, 25)).getMessage());
  }

  private static UnwritableVideoException refusal(String target, VideoFormat format) {
    return assertThrows(UnwritableVideoException.class, () -> VideoOutput.open(target, format));
  }

  @Test
  void write_fullDisk_failsOnce() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "/dev/full is not there");
    Path link = Files.createSymbolicLink(folder.resolve("a.ts"), full);
    var refusal =
        assertThrows(
            UnwritableVideoException.class,
            () -> {
              try (VideoOutput output = VideoOutput.open(link.toString(), FORMAT)) {
                for (int i = 0; i < 200; i++) {
                  output.write(TestClips.numbered(i), TestClips.GAP.multipliedBy(i));
                }
              }
            });
    assertTrue(refusal.getMessage().contains("No space left on device"), refusal::getMessage);
    assertEquals(0, refusal.getSuppressed().length);
  }
}
