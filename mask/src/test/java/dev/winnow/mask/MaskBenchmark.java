package dev.winnow.mask;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.video.FrameSource;
import dev.winnow.video.VideoFrame;
import dev.winnow.video.VideoInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a mask takes for a frame of a film, decoding included, beside detecting and filling
 * frame by frame with OpenCV in Python, in turns. Arguments: a mask's package, a film, the Python
 * to use, {@code detect_and_fill.py}, YuNet's file.
 */
final class MaskBenchmark {
  private static final int ROUNDS = 3;
  private static final int REPEATS = 3;

  private MaskBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    MaskPackage mask = MaskPackage.of(ExtractorPackage.read(Path.of(arguments[0])));
    masked(mask, arguments[1]);
    for (int round = 0; round < ROUNDS; round++) {
      double ours = masked(mask, arguments[1]);
      double theirs = reference(arguments);
      System.out.printf(
          "mask %.2f ms a frame, detect and fill with OpenCV %.2f ms: ratio %.2f%n",
          ours, theirs, theirs / ours);
    }
  }

  private static double masked(MaskPackage mask, String film) {
    long frames = 0;
    long start = System.nanoTime();
    for (int i = 0; i < REPEATS; i++) {
      try (FrameSource source = VideoInput.open(film);
          FrameMasker masker = FrameMasker.open(mask, Runtime.getRuntime().availableProcessors())) {
        for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
          frames += masker.add(frame.get()).size();
        }
        frames += masker.flush().size();
      }
    }
    return (System.nanoTime() - start) / 1e6 / frames;
  }

  private static double reference(String[] arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                arguments[2], arguments[3], arguments[4], arguments[1], String.valueOf(REPEATS)));
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (python.waitFor() != 0) {
      throw new IOException(said);
    }
    // OpenCV may have warned before.
    return Double.parseDouble(said.strip().lines().reduce((before, last) -> last).orElse(""));
  }
}
