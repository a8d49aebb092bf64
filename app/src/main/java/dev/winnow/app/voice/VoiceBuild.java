package dev.winnow.app.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.build.PackageOutput;
import dev.winnow.cli.Console;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.voice.VoicePackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
    write(found.disguise(), found.output(), console, json);
  }

  private static void write(
      VoicePackage voice, PackageOutput output, Console console, boolean json) {
    ExtractorPackage packed = voice.packed(output.name(), output.version(), output.provenance());
    Path file = output.folder().resolve(output.name() + ExtractorPackage.ENDING);
    try {
      Files.createDirectories(output.folder());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + output.folder(), e);
    }
    packed.write(file);
    console.result(json ? Json.line(toJson(file, packed)) : text(file, voice));
  }

  private static ObjectNode toJson(Path file, ExtractorPackage packed) {
    ObjectNode json = Json.object().put("extractor", file.toString());
    json.set("manifest", packed.manifest().toJson());
    return json;
  }

  private static String text(Path file, VoicePackage voice) {
    int rate = voice.released().rate();
    return String.format(
        Locale.ROOT,
        """
        disguises  voices: %s
        sends      WAV, one channel of 16 bits, %,d samples a second, at most %.0f s each
        edge       %s
        not        audited yet: who learns from disguised voices may name the speaker, see docs/voice.md

        Next: winnow audit %s --data SET --primary WORDS --sensitive SPEAKER --out DIR
              winnow edge %s --uncertified --source mic: --analyzer http://localhost:8080""",
        voice.text(),
        rate,
        (double) voice.released().samples() / rate,
        file,
        file,
        file);
  }
}
