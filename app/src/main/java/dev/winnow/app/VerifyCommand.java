package dev.winnow.app;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.Policy;
import dev.winnow.trust.Trust;
import dev.winnow.trust.UntrustedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow verify}: who has certified what of an extractor, without asking anybody. */
@Command(
    name = "verify",
    description =
        "Verifies an extractor's certificate: who signed it, for what, by which standard, until"
            + " when.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "PACKAGE", description = "An extractor package, NAME.extractor.")
  private Path file = Path.of("");

  @Mixin private TrustOptions trusted = new TrustOptions();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Your own privacy standard, YAML (default: the one the auditor took).")
  private Optional<Path> policy = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Trust trust = trusted.trust();
    trust = policy.map(Policy::read).map(trust::by).orElse(trust);
    ExtractorPackage extractor = ExtractorPackage.read(file);
    Certificate certificate = verify(trust, extractor);
    CertificateText text = new CertificateText(extractor.manifest(), certificate);
    if (json) {
      console.out().println(Json.line(text.toJson()));
    } else {
      text.print(console.out());
    }
    certificate.requirePassed();
  }

  /** A program that reads JSON learns of a refusal there too. */
  private Certificate verify(Trust trust, ExtractorPackage extractor) {
    try {
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
