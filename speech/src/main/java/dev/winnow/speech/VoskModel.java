package dev.winnow.speech;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a Vosk model, which somebody else made and keeps. A repository holds its path,
 * since models have many files and up to 2 GB.
 */
final class VoskModel {
  /** How files end that hold a folder's path. */
  static final String ENDING = ".vosk";

  private VoskModel() {}

  /** What a repository holds of a model. */
  static byte[] reference(Path folder) {
    return (folder.toAbsolutePath().normalize() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The folder that a repository's file names. */
  static Path referred(byte[] reference) {
    return Path.of(new String(reference, StandardCharsets.UTF_8).strip());
  }

  /**
   * Opens a recogniser with it. Vosk is not among Winnow's libraries: {@code
   * com.alphacephei:vosk:0.3.45} and {@code net.java.dev.jna:jna} must be on the class path.
   *
   * @throws UnusableSpeechModelException if it is none, or Vosk is not there
   */
  static SpeechRecogniser open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UnusableSpeechModelException(folder, "is no folder; give that of a Vosk model");
    }
    // Vosk's native code writes pages of its own about what it misses.
    if (!Files.exists(folder.resolve("am/final.mdl"))
        && !Files.exists(folder.resolve("final.mdl"))) {
      throw new UnusableSpeechModelException(
          folder, "is no Vosk model: neither am/final.mdl nor final.mdl is in it");
    }
    try {
      return VoskRecogniser.open(folder);
    } catch (LinkageError e) {
      throw new UnusableSpeechModelException(
          folder,
          "needs Vosk, which is not on the class path or has no native code for this machine; see"
              + " docs/voice.md for how to add it",
          e);
    }
  }
}
