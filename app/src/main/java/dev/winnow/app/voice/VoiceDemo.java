package dev.winnow.app.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.app.filter.FilterAuditText;
import dev.winnow.app.filter.FilterLoopback;
import dev.winnow.cli.Console;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.cli.Version;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.data.DataSet;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.edge.Prediction;
import dev.winnow.edge.Summary;
import dev.winnow.speech.SpeechFactory;
import dev.winnow.speech.SpeechRepository;
import dev.winnow.synthesis.speech.SpokenWords;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Policy;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import dev.winnow.voiceaudit.SpeechColumns;
import dev.winnow.voiceaudit.VoiceAudit;
import dev.winnow.voiceaudit.VoiceAuditReport;
import dev.winnow.voiceaudit.VoiceAuditSettings;
import dev.winnow.voiceaudit.VoiceInstruments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code winnow demo --voice}: digits that nobody spoke are disguised on the edge, recognised in
 * the cloud, and attackers try to learn who spoke.
 */
public final class VoiceDemo {
  private static final String NAME = "digits";
  private static final long SEED = 1;
  private static final int SPEAKERS = 10;

  /** How often everybody says each digit. */
  public static final int TAKES = 2;

  /** What {@code --method auto} finds for these speakers, or nearly. */
  private static final Map<String, String> DISGUISE =
      Map.of("method", "pitch-formant", "semitones", "2", "formant-ratio", "1.1");

  /** Of whom the node has recordings. */
  private static final String SPEAKER = "s00";

  private final Console console;
  private final Path folder;
  private final int takes;

  private VoiceDemo(Console console, Path folder, int takes) {
    this.console = console;
    this.folder = folder;
    this.takes = takes;
  }

  /**
   * Shows it.
   *
   * @param folder that receives what is made; made if it is missing
   * @param takes how often everybody says each digit
   */
  public static void show(Console console, Path folder, int takes, boolean json) {
    new VoiceDemo(console, folder, takes).show(json);
  }

  private void show(boolean json) {
    Path voices = folder.resolve("voices");
    DataSet set =
        SpokenWords.withSeed(SEED).write(voices, SPEAKERS, takes, console.progress("speaking"));
    VoicePackage voice =
        VoicePackage.of(
            VoiceSettings.of(DISGUISE), VoicePackage.USUAL_RATE, VoicePackage.USUAL_WINDOW);
    AnalyzerSpec recogniser =
        SpeechRepository.write(folder.resolve("analyzer"), NAME, "1", grammar());
    ExtractorPackage extractor = voice.packed(NAME, "1", recogniser, Version.provenance());
    extractor.write(folder.resolve(NAME + ExtractorPackage.ENDING));
    Words words = new Words();
    Summary summary = ask(extractor, voices.resolve(SPEAKER), words);
    VoiceAuditReport report = audit(voice, set, extractor);
    Provenance provenance = Version.provenance().from(SEED, set.digest());
    report.write(folder, extractor, provenance, Instant.now());
    if (json) {
      console.result(Json.line(toJson(words, summary, report.toJson(extractor, provenance))));
    } else {
      print(words, summary, report, extractor);
    }
  }

  private Path grammar() {
    Path file = folder.resolve(NAME + ".gram");
    AtomicFile.writeText(
        file,
        "#JSGF V1.0;\ngrammar %s;\npublic <digit> = %s;\n"
            .formatted(NAME, String.join(" | ", SpokenWords.DIGITS)));
    return file;
  }

  /** What was said, and what was recognised of it. */
  private static final class Words {
    private int said;
    private int right;

    void count(Prediction answer) {
      String file = String.valueOf(Path.of(answer.capture().source()).getFileName());
      said++;
      if (file.startsWith(answer.label() + "_")) {
        right++;
      }
    }
  }

  private Summary ask(ExtractorPackage extractor, Path recordings, Words words) {
    var progress = console.progress("disguising and recognising");
    int all = SpokenWords.DIGITS.size() * takes;
    return FilterLoopback.ask(
            run(extractor, recordings),
            folder,
            new SpeechFactory(),
            stream -> {},
            answer -> {
              words.count(answer);
              progress.at(words.said, all, answer.label());
            })
        .summary();
  }

  private FilterRun run(ExtractorPackage extractor, Path recordings) {
    return new FilterRun(
        extractor,
        "dir:" + recordings,
        new FilterRun.Outputs(
            Optional.of(folder.resolve("sent.wav")),
            Optional.empty(),
            OptionalInt.empty(),
            Map.of(),
            false),
        new FilterRun.Pace(Duration.ZERO, /* motion= */ false, /* realTime= */ false, 1),
        Optional.empty());
  }

  private VoiceAuditReport audit(VoicePackage voice, DataSet set, ExtractorPackage extractor) {
    SpeechColumns columns =
        new SpeechColumns("speaker", Optional.of("word"), Optional.empty(), List.of());
    VoiceAuditSettings settings =
        new VoiceAuditSettings(
            columns,
            Effort.QUICK,
            SEED,
            Runtime.getRuntime().availableProcessors(),
            /* playsSpeech= */ true);
    Policy policy = Policy.standardOf(extractor.manifest().extractor());
    return new VoiceAudit(voice, set, set.samples(), VoiceInstruments.none(), settings)
        .run(policy, console.progress("attacking"));
  }

  private void print(
      Words words, Summary summary, VoiceAuditReport report, ExtractorPackage extractor) {
    new TextTable("One speaker's digits, disguised and sent ", "")
        .row("recordings", words.said)
        .row("recognised rightly", words.right)
        .row("size of these recordings", Units.bytes(summary.traffic().captureBytes()))
        .row("bytes sent", Units.bytes(summary.traffic().bytesUp()))
        .print(console.out());
    console.out().println();
    FilterAuditText.print(extractor.manifest().name(), report, console.out());
    report.remarks().forEach(console::say);
    console.out().println();
    console
        .out()
        .println(
            "A disguise hides a voice from who listens, not from who learns: docs/voice.md says what does.");
  }

  private static ObjectNode toJson(Words words, Summary summary, ObjectNode audit) {
    ObjectNode json = Json.object().put("said", words.said).put("right", words.right);
    json.set("edge", summary.toJson());
    return json.set("audit", audit);
  }
}
