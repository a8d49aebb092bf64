package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.winnow.image.Image;
import dev.winnow.video.heif.StillFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/** Videos whose frames say which they are, and what the programs of FFmpeg make of them. */
record TestClips(Path folder) {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;

  /** From frame to frame at 25 in a second. */
  static final Duration GAP = Duration.ofMillis(40);

  private static final int SQUARE = 32;

  /** A soft picture with a bar of eight squares, black or white: the number in bits. */
  static Image numbered(int number, int width, int height) {
    int[] rgb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int bit = x / SQUARE;
        boolean isBar = y < SQUARE && bit < 8;
        rgb[y * width + x] =
            isBar
                ? (number >> bit & 1) * 0xFFFFFF
                : StillFixtures.SOFT.applyAsInt(x * 240 / width, y * 180 / height);
      }
    }
    return Image.of(width, height, rgb);
  }

  static Image numbered(int number) {
    return numbered(number, WIDTH, HEIGHT);
  }

  /** What the bar says. */
  static int number(Image image) {
    return IntStream.range(0, 8)
        .map(bit -> ((image.rgb(bit * SQUARE + SQUARE / 2, SQUARE / 2) & 0xFF) / 128) << bit)
        .sum();
  }

  /** Writes frames of the given times. */
  Path written(String name, List<Duration> times) {
    Path file = folder.resolve(name);
    try (VideoOutput output =
        VideoOutput.open(file.toString(), new VideoFormat(WIDTH, HEIGHT, 25))) {
      for (int i = 0; i < times.size(); i++) {
        output.write(numbered(i), times.get(i));
      }
    }
    return file;
  }

  /** Writes so many frames at 25 in a second. */
  Path written(String name, int frames) {
    return written(name, IntStream.range(0, frames).mapToObj(GAP::multipliedBy).toList());
  }

  /** All frames of a source, which is closed. */
  static List<VideoFrame> frames(FrameSource source) {
    List<VideoFrame> frames = new ArrayList<>();
    try (source) {
      Optional<VideoFrame> frame = source.next();
      while (frame.isPresent()) {
        frames.add(frame.get());
        frame = source.next();
      }
    }
    return frames;
  }

  static List<VideoFrame> frames(Path file) {
    return frames(VideoInput.open(file.toString()));
  }

  static List<Integer> numbers(List<VideoFrame> frames) {
    return frames.stream().map(frame -> number(frame.image())).toList();
  }

  static List<Long> millis(List<VideoFrame> frames) {
    return frames.stream().map(frame -> Math.round(frame.time().toNanos() / 1e6)).toList();
  }

  /** Runs FFmpeg's program; skips the test where there is none. */
  Path ffmpeg(String made, String... options) {
    Path file = folder.resolve(made);
    run(
        Stream.of(
                Stream.of(program(ffmpeg.class), "-nostdin", "-v", "error", "-y"),
                Arrays.stream(options),
                Stream.of(file.toString()))
            .flatMap(words -> words)
            .toList());
    return file;
  }

  /** What FFmpeg's program sees in a file, a line for each thing. */
  List<String> ffprobe(Path file, String... options) {
    return run(Stream.of(
                Stream.of(program(ffprobe.class), "-v", "error", "-of", "csv=p=0"),
                Arrays.stream(options),
                Stream.of(file.toString()))
            .flatMap(words -> words)
            .toList())
        .lines()
        .map(line -> line.replaceAll(",+$", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }

  static String program(Class<?> name) {
    try {
      return Loader.load(name);
    } catch (UnsatisfiedLinkError e) {
      return abort(name.getSimpleName() + " is not installed");
    }
  }

  private static String run(List<String> command) {
    try {
      Process process = process(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + said);
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a program that needs the libraries beside it. */
  static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("LD_LIBRARY_PATH", Path.of(command.get(0)).resolveSibling("").toString());
    return builder;
  }

  /** Writes bytes. */
  Path file(String name, byte[] bytes) {
    Path file = folder.resolve(name);
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
