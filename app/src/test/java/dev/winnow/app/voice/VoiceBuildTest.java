package dev.winnow.app.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.app.Run;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.voice.VoicePackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code winnow build --filter voice}. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class VoiceBuildTest {
  @TempDir private Path folder;

  private Run build(Object... more) {
    List<Object> words = new ArrayList<>(List.of("build", "--filter", "voice"));
    words.addAll(List.of("--name", "house", "--out", folder.resolve("out")));
    words.addAll(List.of(more));
    return Run.of(words.toArray());
  }

  @Test
  void build_rangeOfSemitones_isInThePackageThatEdgeRefusesWithoutACertificate() {
    Run run = build("--method", "pitch-formant", "--semitones", "-6..-3", "--band", "100..7000");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("pitch-formant, -6..-3 semitones, formants × 0.85"), run.out());
    Path file = folder.resolve("out").resolve("house.extractor");
    ExtractorPackage written = ExtractorPackage.read(file);
    CaptureFilter filter = written.manifest().filter();
    assertEquals(CaptureFilter.Method.VOICE, filter.method());
    assertEquals(
        Map.of(
            "method", "pitch-formant",
            "semitones", "-6.0..-3.0",
            "formant-ratio", "0.85",
            "draw", "utterance",
            "band", "100.0..7000.0",
            "silence", "trim"),
        filter.settings());
    assertEquals(AudioSpec.of(16_000, 160_000), written.manifest().preprocessing());
    assertEquals(List.of(VoicePackage.WORDS), written.manifest().analyzer().heads());

    Run keys = Run.of("keygen", "--out", folder.resolve("auditor"));
    assertEquals(ExitCode.OK, keys.code(), keys.err());
    Run edge =
        Run.of(
            "edge",
            file,
            "--trust",
            folder.resolve("auditor.pub"),
            "--source",
            "dir:" + folder,
            "--analyzer",
            "http://localhost:1");
    assertEquals(ExitCode.NOT_MET, edge.code(), edge.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mcadams|--semitones|-4|[semitones] means nothing for the method mcadams",
        "pitch|--semitones|0|would leave a voice nearly as it is",
        "pitch|--semitones|low|a number such as -4",
        "robot|--alpha|0.8|must be one of pitch, formant, pitch-formant, mcadams",
        "pitch|--voice-rate|4000|the rate must be from 8,000 to 48,000",
        "pitch|--longest|0|an utterance must end after 1 to 600 s",
        "pitch|--band|300..9000|the band must lie between 0 and 8000 Hz",
        "pitch|--vad|gone.onnx|gone.onnx",
        "pitch|--cut|relu|--cut means nothing for --filter voice",
        "pitch|--seed|7|--seed is for --method auto",
        "auto|--alpha|0.8|--alpha is what --method auto searches",
        "pitch|--mask-fill|blur|--mask-fill means nothing for --filter voice",
      })
  void build_whatMeansNothing_isRefusedByName(
      String method, String option, String value, String said) {
    Run run = build("--method", method, option, value);

    assertTrue(run.code() == ExitCode.USAGE || run.code() == ExitCode.FAILED, run.err());
    assertTrue(run.err().contains(said), run.err());
  }

  @Test
  void build_withoutAMethod_saysWhichThereAre() {
    Run run = build();

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("pitch, formant, pitch-formant, mcadams or auto"), run.err());
  }
}
