package dev.winnow.app.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.build.PackageOutput;
import dev.winnow.cli.Console;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.speech.SpeechRepository;
import dev.winnow.voice.VoicePackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code winnow build --filter voice}: a disguise's package. */
public final class VoiceBuild {
  private VoiceBuild() {}

  /**
   * Builds.
   *
   * @param search of a disguise, if the options ask for one
   * @param given the options that were given, by their names
   * @throws IllegalArgumentException if an option is out of its range
   * @throws dev.winnow.core.UnsupportedPackageException if an option is not of its form
   */
  public static void run(
      VoiceOptions options,
      VoiceSearch search,
      Set<String> given,
      PackageOutput output,
      Console console,
      boolean json) {
    VoiceSearch.Found found =
        options.isSearched(given)
            ? search.run(options, given.contains("--max-loss"), output, console)
            : new VoiceSearch.Found(options.disguise(), output);
    VoicePackage voice = found.disguise();
    Optional<Path> repository =
        search.instruments().grammar().map(grammar -> output.folder().resolve("analyzer"));
    ExtractorPackage packed = packed(voice, found.output(), search.instruments().grammar());
    Path file = output.folder().resolve(output.name() + ExtractorPackage.ENDING);
    try {
      Files.createDirectories(output.folder());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + output.folder(), e);
    }
    packed.write(file);
    console.result(
        json ? Json.line(toJson(file, repository, packed)) : text(file, repository, voice));
  }

  /** With the recogniser of a grammar, which is written too; or for any recogniser. */
  private static ExtractorPackage packed(
      VoicePackage voice, PackageOutput output, Optional<Path> grammar) {
    String name = output.name();
    String version = output.version();
    return grammar
        .map(
            file ->
                SpeechRepository.write(output.folder().resolve("analyzer"), name, version, file))
        .map(recogniser -> voice.packed(name, version, recogniser, output.provenance()))
        .orElseGet(() -> voice.packed(name, version, output.provenance()));
  }

  private static ObjectNode toJson(Path file, Optional<Path> repository, ExtractorPackage packed) {
    ObjectNode json = Json.object().put("extractor", file.toString());
    repository.ifPresent(folder -> json.put("analyzer", folder.toString()));
    json.set("manifest", packed.manifest().toJson());
    return json;
  }

  private static String text(Path file, Optional<Path> repository, VoicePackage voice) {
    int rate = voice.released().rate();
    return String.format(
        Locale.ROOT,
        """
        disguises  voices: %s
        sends      WAV, one channel of 16 bits, %,d samples a second, at most %.0f s each
        edge       %s
        cloud      %s
        not        audited yet: who learns from disguised voices may name the speaker, see docs/voice.md

        Next: winnow audit %s --data SET --primary WORDS --sensitive SPEAKER --out DIR
              winnow edge %s --uncertified --source mic: --analyzer http://localhost:8080""",
        voice.text(),
        rate,
        (double) voice.released().samples() / rate,
        file,
        repository.map(Path::toString).orElse("any recogniser of speech, see winnow recogniser"),
        file,
        file);
  }
}
