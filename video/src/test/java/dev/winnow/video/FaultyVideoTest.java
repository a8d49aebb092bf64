package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.video.heif.StillFixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are cut short, damaged, hostile, or no video. */
class FaultyVideoTest {
  /** What a whole frame may differ by, in levels on average; a torn one differs by tens. */
  private static final double LOSS = 4;

  @TempDir Path folder;
  private TestClips clips;

  @BeforeEach
  void clips() {
    clips = new TestClips(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mkv", "a.webm", "a.ts"})
  void next_cutShort_givesWhatIsWhole(String name) {
    byte[] whole = TestClips.bytes(clips.written(name, 120));
    Path file = clips.file("cut-" + name, Arrays.copyOf(whole, whole.length * 2 / 3));

    List<VideoFrame> frames = TestClips.frames(file);

    assertTrue(frames.size() > 40 && frames.size() < 120, () -> frames.size() + " frames");
    assertEquals(IntStream.range(0, frames.size()).boxed().toList(), TestClips.numbers(frames));
    assertWhole(frames);
  }

  @Test
  void damaged_ofCutMp4WithIndexInFront_countsWhatItLacks() {
    Path source = clips.written("a.mkv", 120);
    Path file =
        clips.ffmpeg("b.mp4", "-i", source.toString(), "-c", "copy", "-movflags", "faststart");
    byte[] whole = TestClips.bytes(file);
    Path cut = clips.file("cut.mp4", Arrays.copyOf(whole, whole.length * 2 / 3));

    VideoInput input = VideoInput.open(cut.toString());
    int frames = 0;
    Optional<VideoFrame> frame = input.next();
    while (frame.isPresent()) {
      frames++;
      frame = input.next();
    }

    assertEquals(120, frames + input.damaged());
    input.close();
  }

  /** Zeros, and noise, over a hundredth of the file each time. */
  @ParameterizedTest
  @CsvSource({"a.ts, 1", "a.ts, 2", "a.mkv, 1", "a.mkv, 2", "a.mp4, 1", "a.mp4, 2"})
  void next_damagedInTheMiddle_givesNoTornFrame(String name, long seed) {
    byte[] bytes = TestClips.bytes(clips.written(name, 150));
    byte[] noise = new byte[bytes.length / 100];
    if (seed > 1) {
      new Random(seed).nextBytes(noise);
    }
    System.arraycopy(noise, 0, bytes, bytes.length / 3, noise.length);
    VideoInput input = VideoInput.open(clips.file("torn-" + name, bytes).toString());

    int first = TestClips.number(input.next().orElseThrow().image());
    assertEquals(0, first);
    List<VideoFrame> frames = new java.util.ArrayList<>();
    Optional<VideoFrame> frame = input.next();
    while (frame.isPresent()) {
      frames.add(frame.get());
      frame = input.next();
    }
    long damaged = input.damaged();
    input.close();

    assertTrue(damaged > 0);
    assertTrue(frames.size() < 149, () -> frames.size() + " frames");
    assertWhole(frames);
    if (!name.endsWith("mp4")) {
      assertEquals(149, TestClips.number(frames.get(frames.size() - 1).image()));
    }
  }

  @Test
  void open_withoutVideo_saysSo() {
    Path sound = clips.ffmpeg("a.wav", "-f", "lavfi", "-i", "sine=duration=1");
    Path cover = new StillFixtures(folder).picture("cover.png", 64, 64);
    Path music =
        clips.ffmpeg(
            "a.mp3",
            ("-i " + sound + " -i " + cover + " -map 0 -map 1 -disposition:v attached_pic")
                .split(" "));
    Path stream = clips.ffmpeg("a.ts", "-i", sound.toString());

    for (Path file : List.of(sound, music, stream)) {
      assertRefused(file, "there is no video in it");
    }
  }

  @Test
  void open_noVideoAtAll_saysWhatItIs() throws IOException {
    assertRefused(clips.file("empty.mp4", new byte[0]), "it is empty");
    assertRefused(folder.resolve("nowhere.mp4"), "it is not there");
    assertRefused(folder, "it is no file that may be read");
    byte[] text = "no video at all\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    assertRefused(clips.file("text.mp4", text), "it is damaged, or no video that is known here");
    byte[] mp4 = TestClips.bytes(clips.written("a.mp4", 60));
    assertRefused(
        clips.file("head.mp4", Arrays.copyOf(mp4, 600)), "none of its frames can be decoded");
  }

  /** The frames of a GIF are as large as its header says (GIF89a, section 18). */
  @Test
  void open_tooLarge_isRefusedBeforeItIsDecoded() {
    byte[] gif = TestClips.bytes(new StillFixtures(folder).picture("a.gif", 40, 30));
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 12_000);
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) 9_000);

    assertRefused(
        clips.file("large.gif", gif), "its frames are 12000×9000 pixels, more than 100000000");
  }

  /** What names other files, or addresses, is no video; nothing of it is opened. */
  @Test
  void open_playlist_isRefused() throws IOException {
    Path video = clips.written("a.ts", 60);
    String hls =
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.4,\n%s\n#EXT-X-ENDLIST\n";
    String concat = "ffconcat version 1.0\nfile '%s'\n";

    for (String where : List.of("a.ts", video.toString(), "file:" + video)) {
      for (String list : List.of(hls, concat)) {
        Path file = folder.resolve("list.m3u8");
        Files.writeString(file, list.formatted(where));
        assertThrows(UnreadableVideoException.class, () -> VideoInput.open(file.toString()), list);
      }
    }
  }

  private void assertRefused(Path file, String reason) {
    var refusal =
        assertThrows(UnreadableVideoException.class, () -> VideoInput.open(file.toString()));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
  }

  private static void assertWhole(List<VideoFrame> frames) {
    assertFalse(frames.isEmpty());
    for (VideoFrame frame : frames) {
      int number = TestClips.number(frame.image());
      double difference = StillFixtures.difference(frame.image(), TestClips.numbered(number));
      assertTrue(difference <= LOSS, () -> "frame " + number + " differs by " + difference);
      assertEquals(40.0 * number, frame.time().toNanos() / 1e6, 1, () -> "time of frame " + number);
    }
  }
}
