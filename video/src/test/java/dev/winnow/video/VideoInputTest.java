package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.image.ImageDecoder;
import dev.winnow.video.heif.StillFixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as this module and FFmpeg's program write them. */
class VideoInputTest {
  /** At the encoder's quality a soft picture comes back within so many levels on average. */
  private static final double LOSS = 4;

  /** So far are two ways apart of making red, green and blue of what is coded. */
  private static final double ROUNDING = 2;

  @TempDir Path folder;
  private TestClips clips;

  @BeforeEach
  void clips() {
    clips = new TestClips(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.webm", "a.ts"})
  void next_ofEachContainer_givesEveryFrameInItsTime(String name) {
    VideoInput input = VideoInput.open(clips.written(name, 60).toString());

    assertEquals(25, input.format().rate(), 0.02 * 25);
    assertEquals(TestClips.WIDTH, input.format().width());
    assertEquals(TestClips.HEIGHT, input.format().height());
    assertFalse(input.isLive());
    List<VideoFrame> frames = TestClips.frames(input);
    assertEquals(range(0, 60), TestClips.numbers(frames));
    assertEquals(IntStream.range(0, 60).mapToObj(i -> 40L * i).toList(), TestClips.millis(frames));
    for (VideoFrame frame : frames) {
      int number = TestClips.number(frame.image());
      assertClose(StillFixtures.difference(frame.image(), TestClips.numbered(number)), LOSS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.webm", "a.ts"})
  void next_ofVariableRate_keepsTheTimes(String name) {
    List<Long> millis = List.of(0L, 40L, 47L, 500L, 1700L, 1733L, 4000L);

    Path file = clips.written(name, millis.stream().map(Duration::ofMillis).toList());

    assertEquals(millis, TestClips.millis(TestClips.frames(file)));
  }

  /** As phones store what is filmed upright; FFmpeg's program turns it by itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-display_rotation 90",
        "-display_rotation 180",
        "-display_rotation 270",
        "-display_rotation 0 -display_hflip",
        "-display_rotation 0 -display_vflip",
        "-display_rotation 90 -display_hflip",
        "-display_rotation 90 -display_vflip"
      })
  void next_turnedByMetadata_isUpright(String turn) {
    Path stored = clips.written("a.mp4", 2);
    String[] options =
        Stream.concat(
                Arrays.stream(turn.split(" ")), Stream.of("-i", stored.toString(), "-c", "copy"))
            .toArray(String[]::new);
    Path file = clips.ffmpeg("turned.mp4", options);
    Path seen = clips.ffmpeg("seen.png", "-i", file.toString(), "-frames:v", "1");

    VideoInput input = VideoInput.open(file.toString());
    List<VideoFrame> frames = TestClips.frames(input);

    assertClose(StillFixtures.difference(frames.get(0).image(), ImageDecoder.read(seen)), ROUNDING);
    assertEquals(
        frames.get(0).image().toString(), input.format().width() + "×" + input.format().height());
  }

  @ParameterizedTest
  @CsvSource({
    "ffv1, yuv420p10le, mkv",
    "ffv1, yuv444p12le, mkv",
    "ffv1, gray10le, mkv",
    "libvpx-vp9, yuv420p10le, webm",
    "libaom-av1, yuv420p10le, mp4",
    "libsvtav1, yuv420p, mkv",
    "prores_ks, yuv422p10le, mov",
    "mjpeg, yuvj420p, avi",
    "mpeg4, yuv420p, avi",
    "mpeg2video, yuv422p, mpg",
    "qtrle, rgb24, mov"
  })
  void next_ofAnyDepthAndCodec_isWhatFfmpegSees(String codec, String pixels, String ending) {
    Path source = clips.written("a.mkv", 10);
    Path file =
        clips.ffmpeg(
            "b." + ending, "-i", source.toString(), "-c:v", codec, "-pix_fmt", pixels, "-q:v", "3");
    clips.ffmpeg("%d.png", "-i", file.toString(), "-start_number", "0", "-pix_fmt", "rgb24");

    List<VideoFrame> frames = TestClips.frames(file);

    assertEquals(range(0, 10), TestClips.numbers(frames));
    for (int i = 0; i < 10; i++) {
      Path seen = folder.resolve(i + ".png");
      assertClose(
          StillFixtures.difference(frames.get(i).image(), ImageDecoder.read(seen)), ROUNDING);
    }
  }

  /** Two moments in each frame, row by row: as bwdif of FFmpeg's program makes them whole. */
  @Test
  void next_ofInterlaced_isMadeWhole() {
    Path file =
        clips.ffmpeg(
            "a.mpg",
            "-f lavfi -i testsrc2=size=352x144:rate=50 -frames:v 20 -vf weave=first_field=top"
                .concat(" -c:v mpeg2video -flags +ildct+ilme -q:v 2")
                .split(" "));
    clips.ffmpeg(
        "%d.png", "-i", file.toString(), "-vf", "bwdif=mode=send_frame", "-start_number", "0");

    List<VideoFrame> frames = TestClips.frames(file);

    assertEquals(20, frames.size());
    assertEquals(IntStream.range(0, 20).mapToObj(i -> 40L * i).toList(), TestClips.millis(frames));
    for (int i = 0; i < 20; i++) {
      Path seen = folder.resolve(i + ".png");
      assertClose(
          StillFixtures.difference(frames.get(i).image(), ImageDecoder.read(seen)), ROUNDING);
    }
  }

  @Test
  void next_ofAnimatedGif_givesItsPicturesOnce() {
    Path source = clips.written("a.mkv", 10);
    Path gif = clips.ffmpeg("a.gif", "-i", source.toString(), "-loop", "0");

    VideoInput input = VideoInput.open(gif.toString());

    assertEquals(25, input.format().rate(), 0.02 * 25);
    List<VideoFrame> frames = TestClips.frames(input);
    assertEquals(range(0, 10), TestClips.numbers(frames));
    assertEquals(IntStream.range(0, 10).mapToObj(i -> 40L * i).toList(), TestClips.millis(frames));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void next_ofStill_givesOneFrame(String ending) throws IOException {
    Path file = new StillFixtures(folder).picture("a." + ending, 61, 43);

    VideoInput input = VideoInput.open(file.toString());

    assertEquals(new VideoFormat(61, 43, 0), input.format());
    List<VideoFrame> frames = TestClips.frames(input);
    assertEquals(1, frames.size());
    assertEquals(Duration.ZERO, frames.get(0).time());
    assertEquals(61, ImageIO.read(file.toFile()).getWidth());
  }

  /** Two MPEG-TS one behind the other are one, as when a camera is set to another size. */
  @Test
  void next_ofChangedSize_followsIt() throws IOException {
    Path first = clips.written("a.ts", 30);
    Path second =
        clips.ffmpeg("b.ts", "-i", first.toString(), "-vf", "scale=480:360", "-c:v", "libopenh264");
    byte[] both =
        Stream.of(first, second).map(TestClips::bytes).reduce(new byte[0], VideoInputTest::joined);

    List<VideoFrame> frames = new ArrayList<>();
    long damaged;
    try (VideoInput input = VideoInput.open(clips.file("both.ts", both).toString())) {
      Optional<VideoFrame> frame = input.next();
      while (frame.isPresent()) {
        frames.add(frame.get());
        frame = input.next();
      }
      damaged = input.damaged();
    }

    assertEquals("320×240", frames.get(0).image().toString());
    assertEquals("480×360", frames.get(frames.size() - 1).image().toString());
    // The counters of packets do not go on, so that what lies at the seam is not trusted.
    assertEquals(60, frames.size() + damaged);
    assertEquals(30, frames.stream().filter(frame -> frame.image().width() == 480).count());
    for (int i = 1; i < frames.size(); i++) {
      assertTrue(frames.get(i).time().compareTo(frames.get(i - 1).time()) > 0);
    }
  }

  @Test
  void next_closed_isAtItsEnd() {
    VideoInput input = VideoInput.open(clips.written("a.mp4", 5).toString());
    assertTrue(input.next().isPresent());

    input.close();
    input.close();

    assertTrue(input.next().isEmpty());
  }

  private static List<Integer> range(int from, int end) {
    return new ArrayList<>(IntStream.range(from, end).boxed().toList());
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static void assertClose(double difference, double most) {
    assertTrue(difference <= most, () -> "differs by " + difference + " levels");
  }
}
