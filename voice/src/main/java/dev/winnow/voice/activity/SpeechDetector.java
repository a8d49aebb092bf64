package dev.winnow.voice.activity;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.UnsupportedPackageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A voice activity detector as a part of a package: Silero's network (Silero Team 2021, "Silero
 * VAD", version 5), which hears 512 samples at 16 kHz and the 64 before them, and keeps a state
 * from one block to the next.
 *
 * <p>Immutable.
 */
public final class SpeechDetector {
  /** From which probability on somebody begins to speak: Silero's own. */
  public static final double THRESHOLD = 0.5;

  private static final String FILE = "vad.onnx";
  private static final Map<String, String> SETTINGS =
      Map.of("family", "silero", "threshold", String.valueOf(THRESHOLD));

  private final byte[] network;

  private SpeechDetector(byte[] network) {
    this.network = network;
  }

  /**
   * The network of a file, as {@code winnow fetch vad} writes it or as Silero publishes it.
   *
   * @throws UnsuitableDetectorException if it is no such network
   * @throws dev.winnow.core.WinnowException if the file cannot be read
   */
  public static SpeechDetector read(Path file) {
    String what = file.toString();
    byte[] network = SileroProbability.imported(file);
    try {
      SileroProbability.open(what, network, SileroProbability.RATE).close();
    } catch (SpeechDetectionFailedException e) {
      throw new UnsuitableDetectorException(what, "it fails on silence", e);
    }
    return new SpeechDetector(network);
  }

  /**
   * The detector of a package.
   *
   * @param network of its file; nobody changes it
   * @throws UnsupportedPackageException if its settings are not understood
   */
  public static SpeechDetector of(CaptureFilter.Part part, byte[] network) {
    if (!part.name().equals(FILE) || !part.settings().equals(SETTINGS)) {
      throw new UnsupportedPackageException(
          "the voice activity detector %s with the settings %s is not known here; build it again"
              .formatted(part.name(), new TreeMap<>(part.settings())));
    }
    return new SpeechDetector(network);
  }

  /** This as a manifest has it. */
  public CaptureFilter.Part part() {
    return new CaptureFilter.Part(FILE, Digest.of(network), SETTINGS);
  }

  /** The bytes of its file, not copied: nobody changes them. */
  public byte[] network() {
    return network;
  }

  /**
   * Makes it ready; whoever opens it closes it.
   *
   * @param rate of the sound, in samples per second
   * @throws UnsuitableDetectorException if it is no such network
   * @throws SpeechDetectionFailedException if it fails on silence
   */
  public SpeechProbability open(int rate) {
    return SileroProbability.open(FILE, network, rate);
  }
}
