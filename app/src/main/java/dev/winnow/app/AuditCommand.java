package dev.winnow.app;

import dev.winnow.app.filter.FilterAuditRequest;
import dev.winnow.app.mask.MaskAuditOptions;
import dev.winnow.app.voice.VoiceAuditOptions;
import dev.winnow.app.voice.VoiceAuditRun;
import dev.winnow.audit.Audit;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.AuditSettings;
import dev.winnow.audit.AuditTarget;
import dev.winnow.audit.FaceRecogniser;
import dev.winnow.audit.LabelColumns;
import dev.winnow.audit.NoSensitiveColumnException;
import dev.winnow.audit.report.CertificateIssuer;
import dev.winnow.audit.report.Report;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.cli.Usage;
import dev.winnow.cli.Version;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.modalities.Modalities;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import dev.winnow.voiceaudit.SpeechColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow audit}: attacks what packages let out, judges them and signs what was found. */
@Command(
    name = "audit",
    description =
        "Attacks what extractor packages let out, on people they never learned from, judges them by"
            + " a policy, and signs certificates. The analyzer is not needed.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private static final String JOURNAL = "audit.part.json";

  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "PACKAGE",
      description = "Extractor packages, NAME.extractor, which are compared side by side.")
  private List<Path> files = List.of();

  @Option(
      names = "--data",
      paramLabel = "SET",
      description = "Labelled captures; for a mask also a folder of images.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--primary",
      paramLabel = "COLUMN",
      description =
          "Column of the label that the service needs; of several, columns joined by +. Of a voice"
              + " what is said; a mask has none.")
  private String primary = "";

  @Mixin private SplitOptions people = new SplitOptions();

  @Mixin private AuditOptions options = new AuditOptions();

  @Mixin private MaskAuditOptions masks = new MaskAuditOptions();

  @Mixin private VoiceAuditOptions voices = new VoiceAuditOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder that receives report.html and audit.json.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  AuditCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (files.stream().anyMatch(AuditCommand::isFilter)) {
      return filterAudit();
    }
    return networkAudit(Usage.valid(command, this::required));
  }

  private static boolean isFilter(Path file) {
    return ExtractorPackage.read(file).manifest().extractor() instanceof CaptureFilter;
  }

  private Path required() {
    if (data.isEmpty() || primary.isEmpty()) {
      throw new IllegalArgumentException(
          "a network's package is audited with --data and --primary");
    }
    return data.get();
  }

  private int filterAudit() {
    if (files.size() > 1) {
      throw new ParameterException(
          command.commandLine(), "a filter is audited by itself; name one package");
    }
    ExtractorPackage extractor = ExtractorPackage.read(files.get(0));
    // The module that masks, with its native code, is there only where somebody asks for it.
    FilterProvider.of(extractor);
    // What cannot be read or signed is refused before minutes are spent.
    FilterAuditRequest request =
        new FilterAuditRequest(
            console,
            files.get(0),
            new FilterAuditRequest.Judgement(
                options.effort(),
                options.policy(extractor.manifest().extractor()),
                options.key().map(SigningKey::read)),
            people.threads(),
            new FilterAuditRequest.Output(out, options.showsImages(), json));
    return switch (extractor.manifest().filter().method()) {
      case MASK -> maskAudit(extractor, request);
      case VOICE -> voiceAudit(extractor, request);
    };
  }

  private int maskAudit(ExtractorPackage extractor, FilterAuditRequest request) {
    makeFolder();
    return Usage.valid(
        command,
        () ->
            new MaskAuditRun(masks, options.recogniser().recogniser(), people.sensitive())
                .run(data, extractor, request));
  }

  private int voiceAudit(ExtractorPackage extractor, FilterAuditRequest request) {
    Path folder = Usage.valid(command, this::recordings);
    SpeechColumns columns =
        new SpeechColumns(
            people.sensitive(),
            Optional.of(primary).filter(column -> !column.isEmpty()),
            options.group(),
            options.attributes());
    makeFolder();
    return Usage.valid(
        command, () -> new VoiceAuditRun(columns, voices).run(folder, extractor, request));
  }

  private Path recordings() {
    return data.orElseThrow(
        () -> new IllegalArgumentException("a disguise of voices is audited with --data"));
  }

  private int networkAudit(Path folder) {
    // What cannot be read or signed is refused before an hour is spent.
    Optional<SigningKey> key = options.key().map(SigningKey::read);
    Policy policy = options.policy();
    DataSet set = DataSet.open(folder);
    NoSensitiveColumnException.unlessThere(set, people.sensitive());
    AuditSettings settings = settings(set);
    Partition partition = Usage.valid(command, () -> people.partition(set));
    Optional<Network> uncut = options.network().map(Network::read);
    List<AuditTarget> targets =
        files.stream().map(file -> AuditTargets.of(file, options.analyzer())).toList();
    Optional<FaceRecogniser> recogniser =
        Usage.valid(command, () -> options.recogniser().recogniser());
    makeFolder();
    Audit audit =
        Audit.of(set, Modalities.of(set.card().modality()), partition, settings, policy)
            .with(Version.ofFindings());
    audit = uncut.map(audit::against).orElse(audit);
    audit = recogniser.map(audit::shownTo).orElse(audit);
    audit = options.showsImages() ? audit : audit.withoutImages();
    List<AuditResult> audited =
        audit.run(targets, out.resolve(JOURNAL), console.progress("auditing"));
    Provenance provenance = Version.provenance().from(people.seed(), set.digest());
    Report report = new Report(audited, policy, settings, set, provenance, Instant.now());
    report.write(out);
    key.ifPresent(
        own -> {
          new CertificateIssuer(report, own).certify(files);
          console.say("Signed by " + own.publicKey().id());
        });
    say(report);
    return audited.stream().allMatch(each -> each.verdict().passed())
        ? ExitCode.OK
        : ExitCode.NOT_MET;
  }

  private void say(Report report) {
    if (json) {
      console.out().println(Json.line(report.toJson()));
    } else {
      AuditTable.print(report, console.out());
      console.say("The whole of it: " + out.resolve("report.html"));
    }
  }

  private AuditSettings settings(DataSet set) {
    set.classes(primary);
    List<String> attributes =
        options.attributes().equals(List.of("all"))
            ? set.columns().stream()
                .filter(column -> !set.joined(primary).contains(column))
                .filter(column -> !column.equals(people.sensitive()))
                .toList()
            : options.attributes();
    attributes.forEach(set::classes);
    String group = options.group().orElse(primary);
    set.classes(group);
    return new AuditSettings(
        new LabelColumns(primary, people.sensitive(), Optional.of(group), attributes),
        options.effort(),
        people.seed(),
        people.threads());
  }

  private void makeFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + out, e);
    }
  }
}
