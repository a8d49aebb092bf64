package dev.winnow.voice.dsp;

import dev.winnow.audio.Recording;
import dev.winnow.audio.WavFile;
import dev.winnow.data.DamagedCaptureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A program that moves the pitch of a WAV file.
 *
 * @param command with {@code IN} and {@code OUT} where the names of files stand
 */
record SoundTool(List<String> command) {
  /** SoX, which stretches by WSOLA and plays faster. */
  static SoundTool sox(double semitones) {
    String cents = String.format(Locale.ROOT, "%.0f", 100 * semitones);
    return new SoundTool(List.of("sox", "IN", "OUT", "pitch", cents));
  }

  /** Rubber Band, a phase vocoder, in its usual quality. */
  static SoundTool rubberBand(double semitones) {
    String text = String.format(Locale.ROOT, "%.3f", semitones);
    return new SoundTool(List.of("rubberband", "-q", "-p", text, "IN", "OUT"));
  }

  /** What it is called. */
  String name() {
    return command.get(0);
  }

  /** What it makes of a sound of {@link Voices#RATE}; empty if it is not installed. */
  Optional<double[]> of(double[] sound) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("winnow-sound");
      Path in = folder.resolve("in.wav");
      Path out = folder.resolve("out.wav");
      try {
        Files.write(in, WavFile.of(sound, Voices.RATE));
        return run(in, out) ? Optional.of(samples(out)) : Optional.empty();
      } finally {
        Files.deleteIfExists(in);
        Files.deleteIfExists(out);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean run(Path in, Path out) throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  command.stream()
                      .map(word -> word.equals("IN") ? in.toString() : word)
                      .map(word -> word.equals("OUT") ? out.toString() : word)
                      .toList())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("%s failed with %d".formatted(name(), code));
    }
    return true;
  }

  private static double[] samples(Path file) throws IOException {
    try {
      Recording made = Recording.ofWav(Files.readAllBytes(file));
      double[] samples = new double[made.frames()];
      Arrays.setAll(samples, made::value);
      return samples;
    } catch (DamagedCaptureException e) {
      throw new IOException(e.clause(), e);
    }
  }
}
