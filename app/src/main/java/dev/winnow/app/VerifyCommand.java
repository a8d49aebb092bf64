package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.app.mask.MaskAuditOptions;
import dev.winnow.app.mask.MaskRecheck;
import dev.winnow.app.voice.VoiceAuditOptions;
import dev.winnow.app.voice.VoiceRecheck;
import dev.winnow.audit.Recheck;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.cli.TrustOptions;
import dev.winnow.cli.Usage;
import dev.winnow.cli.WeakerPolicy;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.Policy;
import dev.winnow.trust.UntrustedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow verify}: who has certified what of an extractor, without asking anybody. */
@Command(
    name = "verify",
    description =
        "Verifies an extractor's certificate: who signed it, for what, by which standard, until"
            + " when.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "PACKAGE", description = "An extractor package, NAME.extractor.")
  private Path file = Path.of("");

  @Mixin private TrustOptions trusted = new TrustOptions();

  @Option(
      names = "--data",
      paramLabel = "SET",
      description =
          "Labelled captures of your own, on which the attacks are run again: does what was certified"
              + " hold for them? Of a mask images, or --film, with a --judge; of a voice recordings,"
              + " with what the audit listened through.")
  private Optional<Path> data = Optional.empty();

  @Mixin private MaskAuditOptions masks = new MaskAuditOptions();

  @Mixin private VoiceAuditOptions voices = new VoiceAuditOptions();

  @Mixin private RecogniserOptions recogniser = new RecogniserOptions();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ExtractorPackage extractor = ExtractorPackage.read(file);
    Policy policy = trusted.policy(extractor.manifest().extractor());
    Certificate certificate = verify(policy, extractor);
    requireHonest(extractor);
    List<Recheck> rechecks = rechecks(extractor, certificate);
    say(new CertificateText(extractor.manifest(), certificate), rechecks);
    WeakerPolicy.of(policy, extractor.manifest().extractor()).warn(console);
    certificate.requirePassed();
    List<String> refuted = CertificateRecheck.refuted(rechecks);
    refuted.forEach(sentence -> console.say("winnow: " + sentence));
    return refuted.isEmpty() ? ExitCode.OK : ExitCode.NOT_MET;
  }

  /** What anybody can see of the network, whoever vouches for it; a filter sends no feature. */
  private static void requireHonest(ExtractorPackage extractor) {
    if (extractor.manifest().extractor() instanceof CaptureFilter) {
      return;
    }
    Network network = Network.parse("the package's network", extractor.network());
    network.requireDeterministic();
    extractor.manifest().network().mechanism().ifPresent(m -> network.requireClip(m.bounds()));
  }

  private boolean isToMeasure() {
    return data.isPresent() || !masks.films().isEmpty();
  }

  private List<Recheck> rechecks(ExtractorPackage extractor, Certificate certificate) {
    if (!isToMeasure()) {
      return List.of();
    }
    if (extractor.manifest().extractor() instanceof CaptureFilter filter) {
      return Usage.valid(command, () -> rechecks(filter, extractor, certificate));
    }
    return data.map(set -> rechecking(set).of(extractor, certificate)).orElse(List.of());
  }

  private List<Recheck> rechecks(
      CaptureFilter filter, ExtractorPackage extractor, Certificate certificate) {
    if (filter.method() == CaptureFilter.Method.VOICE) {
      Path recordings =
          data.orElseThrow(
              () -> new IllegalArgumentException("a voice is measured again on --data"));
      return new VoiceRecheck(console, voices).of(extractor, certificate, recordings);
    }
    // Says so where what masks is not loaded.
    FilterProvider.of(extractor);
    return new MaskRecheck(console, masks, recogniser.recogniser())
        .of(extractor, certificate, data);
  }

  private CertificateRecheck rechecking(Path set) {
    return new CertificateRecheck(console, set, Usage.valid(command, recogniser::recogniser));
  }

  private void say(CertificateText text, List<Recheck> rechecks) {
    if (json) {
      ObjectNode object = text.toJson();
      if (isToMeasure()) {
        ArrayNode list = object.putArray("rechecks");
        rechecks.forEach(recheck -> list.add(recheck.toJson()));
      }
      console.out().println(Json.line(object));
      return;
    }
    text.print(console.out());
    if (isToMeasure()) {
      CertificateRecheck.print(rechecks, console.out());
    }
  }

  /** A program that reads JSON learns of a refusal there too. */
  private Certificate verify(Policy policy, ExtractorPackage extractor) {
    try {
      CertificateVerifier trust = Usage.valid(command, () -> trusted.trust(policy));
      return trust.verify(extractor, Instant.now());
    } catch (UntrustedException e) {
      if (json) {
        console
            .out()
            .println(
                Json.line(
                    Json.object()
                        .put("trusted", false)
                        .put("refusal", e.refusal().getClass().getSimpleName())
                        .put("sentence", e.getMessage())));
      }
      throw e;
    }
  }
}
