package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.video.track.SoundReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sound of a source, in what is recorded of it; seen by the programs of FFmpeg. */
@Timeout(120)
class SoundTest {
  private static final int RATE = 16_000;
  private static final double ONSET = 1.2;
  private static final int FRAMES = 60;

  @TempDir Path folder;
  private TestClips clips;

  @BeforeEach
  void clips() {
    clips = new TestClips(folder);
  }

  /** Silence, and from the onset on a tone of 440 Hz, beside frames of which each is known. */
  private Path film(String name, String... coding) throws IOException {
    byte[] samples = new byte[2 * RATE * FRAMES / 25];
    ByteBuffer values = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length / 2; i++) {
      double tone = i < ONSET * RATE ? 0 : 16_000 * Math.sin(2 * Math.PI * 440 * i / RATE);
      values.putShort((short) tone);
    }
    Path wave = folder.resolve("tone.wav");
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(samples),
            new AudioFormat(RATE, 16, 1, true, false),
            samples.length / 2),
        AudioFileFormat.Type.WAVE,
        wave.toFile());
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-i", clips.written("silent.mkv", FRAMES).toString()));
    options.addAll(List.of("-i", wave.toString(), "-c:v", "copy"));
    options.addAll(Arrays.asList(coding));
    return clips.ffmpeg(name, options.toArray(String[]::new));
  }

  /** Writes what is read, as a recording does. */
  private Path recorded(Path film, String name) {
    Path file = folder.resolve(name);
    SoundTrack track = new SoundTrack();
    try (VideoInput input = VideoInput.open(film.toString(), heard(track));
        VideoOutput output =
            VideoOutput.openWithSound(
                file.toString(), new VideoFormat(TestClips.WIDTH, TestClips.HEIGHT, 25))) {
      assertTrue(track.isThere());
      for (var frame = input.next(); frame.isPresent(); frame = input.next()) {
        output.write(frame.get().image(), frame.get().time());
        output.write(track);
      }
    }
    return file;
  }

  /** When the tone begins after the first frame, in seconds, by FFmpeg's programs. */
  private double onset(Path recording) throws Exception {
    double video = start(recording, "v:0");
    double sound = start(recording, "a:0");
    Path wave = clips.ffmpeg("heard.wav", "-i", recording.toString(), "-vn", "-ac", "1");
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wave.toFile())) {
      ByteBuffer values = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < values.limit() / 2; i++) {
        if (Math.abs(values.getShort(2 * i)) > 4000) {
          return sound + i / (double) in.getFormat().getSampleRate() - video;
        }
      }
    }
    return Double.NaN;
  }

  private static SourceOptions heard(SoundTrack track) {
    return new SourceOptions(List.of(track), Optional.empty());
  }

  private double start(Path file, String stream) {
    return Double.parseDouble(
        clips
            .ffprobe(file, "-select_streams", stream, "-show_entries", "stream=start_time")
            .get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "film.mp4, aac, 16000, a.mp4, aac",
    "film.mp4, aac, 44100, a.webm, opus",
    "film.mkv, pcm_alaw, 8000, a.mkv, aac",
    "film.ts, aac, 16000, a.ts, aac",
    "film.mkv, flac, 16000, a.mp4, aac"
  })
  void write_soundOfAFilm_isHeardAtItsTimeOverThePictures(
      String film, String codec, String rate, String recording, String written) throws Exception {
    Path source = film(film, "-c:a", codec, "-ar", rate, "-strict", "-2");

    Path file = recorded(source, recording);

    assertEquals(
        List.of("h264", written)
            .toString()
            .replace("h264", recording.endsWith("webm") ? "vp8" : "h264"),
        clips.ffprobe(file, "-show_entries", "stream=codec_name").stream()
            .distinct()
            .toList()
            .toString());
    assertEquals(ONSET, onset(file), 0.06);
    assertEquals(FRAMES, TestClips.frames(file).size());
  }

  @Test
  void write_soundWithAGap_isSilentThere() throws Exception {
    Path file = folder.resolve("gap.mp4");
    float[] silence = new float[SoundReader.RATE / 2];
    float[] tone = new float[SoundReader.RATE / 2];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / SoundReader.RATE));
    }
    SoundTrack track = new SoundTrack();
    track.put(new SoundTrack.Chunk(silence, Duration.ZERO));
    track.put(new SoundTrack.Chunk(tone, Duration.ofMillis(1500)));
    try (VideoOutput output =
        VideoOutput.openWithSound(
            file.toString(), new VideoFormat(TestClips.WIDTH, TestClips.HEIGHT, 25))) {
      for (int i = 0; i < FRAMES; i++) {
        output.write(TestClips.numbered(i), TestClips.GAP.multipliedBy(i));
        output.write(track);
      }
    }

    double gap = Double.NaN;
    SoundTrack read = new SoundTrack();
    try (VideoInput input = VideoInput.open(file.toString(), heard(read))) {
      while (input.next().isPresent()) {
        // To the end.
      }
    }
    for (SoundTrack.Chunk chunk : read.until(Duration.ofDays(1))) {
      for (int i = 0; i < chunk.samples().length && Double.isNaN(gap); i++) {
        if (Math.abs(chunk.samples()[i]) > 0.1) {
          gap = chunk.time().toNanos() / 1e9 + i / (double) SoundReader.RATE;
        }
      }
    }
    assertEquals(1.5, gap, 0.06);
  }

  /** As a camera sends it: what is in the stream is known from its packets alone. */
  @Test
  void next_liveStreamWithSound_givesItsSoundBesideTheFrames() throws Exception {
    byte[] stream = TestClips.bytes(film("film.ts", "-c:a", "aac"));
    SoundTrack track = new SoundTrack();
    try (PartServer server = PartServer.ofTcp(new PartServer.Part(stream, true));
        LiveInput live = LiveInput.open("tcp://127.0.0.1:" + server.port(), heard(track))) {
      Duration last = Duration.ZERO;
      while (last.compareTo(Duration.ofSeconds(2)) < 0) {
        last = live.next().orElseThrow().time();
      }

      assertTrue(track.isThere());
      List<SoundTrack.Chunk> heard = track.until(last);
      assertTrue(heard.size() > 10, heard.size() + " pieces");
      Optional<SoundTrack.Chunk> loud =
          heard.stream().filter(chunk -> Math.abs(chunk.samples()[500]) > 0.05).findFirst();
      assertEquals(ONSET, loud.orElseThrow().time().toNanos() / 1e9, 0.1);
    }
  }

  @Test
  void open_withoutAskingForSound_readsNoneAndWritesNone() throws Exception {
    Path film = film("film.mp4", "-c:a", "aac");
    Path file = folder.resolve("copy.mp4");
    try (VideoInput input = VideoInput.open(film.toString());
        VideoOutput output =
            VideoOutput.open(
                file.toString(), new VideoFormat(TestClips.WIDTH, TestClips.HEIGHT, 25))) {
      for (var frame = input.next(); frame.isPresent(); frame = input.next()) {
        output.write(frame.get().image(), frame.get().time());
      }
    }

    assertEquals(List.of("video"), clips.ffprobe(file, "-show_entries", "stream=codec_type"));
  }

  @Test
  void open_filmWithoutSound_saysSo() {
    SoundTrack track = new SoundTrack();
    try (VideoInput input =
        VideoInput.open(clips.written("silent.mp4", 5).toString(), heard(track))) {
      assertTrue(input.next().isPresent());
    }

    assertFalse(track.isThere());
  }

  /** What nobody takes is not kept for ever. */
  @Test
  void put_moreThanAMinuteAndAHalf_dropsTheOldest() {
    SoundTrack track = new SoundTrack();
    for (int second = 0; second < 100; second++) {
      track.put(new SoundTrack.Chunk(new float[SoundReader.RATE], Duration.ofSeconds(second)));
    }

    assertEquals(List.of(), track.until(Duration.ofSeconds(9)));
    assertEquals(90, track.until(Duration.ofSeconds(99)).size());
  }
}
