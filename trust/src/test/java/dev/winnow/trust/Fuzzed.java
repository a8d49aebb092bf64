package dev.winnow.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Manifest;
import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What Jazzer calls with any bytes: every parser ends in a value that says the same when it is
 * written and read again, or in an exception with a sentence. Anything else is a finding.
 */
public final class Fuzzed {
  private Fuzzed() {}

  /** One process for all parsers: to start one takes as long as thousands of inputs. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    OfPackage.parse(bytes);
    OfPolicy.parse(bytes);
    OfCertificate.parse(bytes);
    OfRevocations.parse(bytes);
  }

  /** The package's file, and the manifest within. */
  private static final class OfPackage {
    private static final Path FILE = file();

    private OfPackage() {}

    static void parse(byte[] bytes) throws IOException {
      Files.write(FILE, bytes);
      survive(() -> Samples.TRUST.admit(ExtractorPackage.read(FILE), Samples.LATER));
      survive(
          () -> {
            Manifest manifest = Manifest.fromJson(bytes);
            requireSame(manifest, Manifest.fromJson(manifest.toJson().toString().getBytes(UTF_8)));
          });
    }

    private static Path file() {
      try {
        Path file = Files.createTempFile("fuzzed", ExtractorPackage.ENDING);
        file.toFile().deleteOnExit();
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A policy's YAML. */
  private static final class OfPolicy {
    private OfPolicy() {}

    static void parse(byte[] bytes) {
      survive(
          () -> {
            Policy policy = PolicyFile.parse("fuzzed", bytes);
            byte[] json = policy.toJson().toString().getBytes(UTF_8);
            requireSame(policy, Policy.fromJson(Json.readObject("policy", json)));
          });
    }
  }

  /** The envelope and, as if somebody had signed it, the statement. */
  private static final class OfCertificate {
    private OfCertificate() {}

    static void parse(byte[] bytes) {
      survive(() -> UnverifiedCertificate.read(bytes).statement());
      survive(
          () -> {
            Statement statement = Statement.fromBytes(bytes);
            requireSame(statement, Statement.fromBytes(statement.toBytes()));
          });
      survive(
          () -> {
            Envelope signed = Envelope.sign(Envelope.STATEMENT, bytes, Samples.AUDITOR);
            ExtractorPackage extractor = Samples.extractor().withCertificate(signed.toBytes());
            Samples.TRUST.admit(extractor, Samples.LATER);
          });
    }
  }

  /** The envelope of a list of revocations and, as if somebody had signed it, the list. */
  private static final class OfRevocations {
    private OfRevocations() {}

    static void parse(byte[] bytes) {
      survive(() -> UnverifiedRevocations.parse("fuzzed", bytes).signedBy(Samples.AUDITORS));
      survive(
          () -> {
            Revocations list = Revocations.fromBytes(bytes);
            requireSame(list, Revocations.fromBytes(list.toBytes()));
          });
      survive(
          () -> {
            Envelope signed = Envelope.sign(Envelope.REVOCATIONS, bytes, Samples.AUDITOR);
            var list = UnverifiedRevocations.parse("fuzzed", signed.toBytes());
            Samples.TRUST
                .without(list, Duration.ofDays(30))
                .admit(Samples.certified(), Samples.LATER);
          });
    }
  }

  private static void survive(Runnable parser) {
    try {
      parser.run();
    } catch (WinnowException refusal) {
      if (refusal.getMessage().isBlank()) {
        throw new IllegalStateException("a refusal without a sentence", refusal);
      }
    }
  }

  private static void requireSame(Object first, Object again) {
    if (!first.equals(again)) {
      throw new IllegalStateException("what was written reads otherwise: " + first);
    }
  }
}
