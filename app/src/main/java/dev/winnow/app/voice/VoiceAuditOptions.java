package dev.winnow.app.voice;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.voiceaudit.VoiceInstruments;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Who hears disguised voices: by what {@code winnow audit} and {@code winnow verify} judge a
 * disguise and {@code winnow build} searches one.
 */
public final class VoiceAuditOptions {
  @Option(
      names = "--speech-embedding",
      paramLabel = "FILE",
      description =
          "Of a voice: a network of sound (ONNX, with a card) that attackers listen through besides"
              + " log-mel statistics, such as winnow fetch speech-embedding gets.")
  private Optional<Path> embedding = Optional.empty();

  @Option(
      names = "--grammar",
      paramLabel = "FILE",
      description =
          "Of a voice: what can be said, a JSGF grammar (.gram). build writes the recogniser of it too;"
              + " audit and verify count the words of --primary that Sphinx4 still recognises.")
  private Optional<Path> grammar = Optional.empty();

  @Option(
      names = "--keywords",
      paramLabel = "FILE",
      description =
          "Of a voice: a network (ONNX, with a card) whose labels are words; counts those of"
              + " --primary that are still recognised.")
  private Optional<Path> keywords = Optional.empty();

  /** What can be said, if a grammar says so. */
  Optional<Path> grammar() {
    return grammar;
  }

  /**
   * What the options name.
   *
   * @throws dev.winnow.core.WinnowException if a file is no network
   */
  VoiceInstruments instruments() {
    return new VoiceInstruments(
        embedding.map(NetworkImport::readNumbers), grammar, keywords.map(Network::read));
  }
}
