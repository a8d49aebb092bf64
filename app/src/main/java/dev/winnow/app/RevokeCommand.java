package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.cli.Usage;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.trust.Revocations;
import dev.winnow.trust.SigningKey;
import dev.winnow.trust.UnverifiedRevocations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow revoke}: a dated and signed list of what is not to be trusted any more. */
@Command(
    name = "revoke",
    description =
        "Makes a signed list of certificates and keys that are not to be trusted any more; users"
            + " refuse it after 30 days, so make it anew before, with --add-to.",
    mixinStandardHelpOptions = true)
final class RevokeCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIGEST",
      description = "Digests of certificates and ids of keys, sha256:... each.")
  private List<String> revoked = List.of();

  @Option(
      names = "--key",
      required = true,
      paramLabel = "KEY",
      description = "Private key that signs, NAME.key; winnow keygen makes one.")
  private Path key = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Receives the list.")
  private Path out = Path.of("");

  @Option(
      names = "--add-to",
      paramLabel = "OLD",
      description =
          "An earlier list of this key, whose revocations stay; may be the file that --out names.")
  private Optional<Path> earlier = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  RevokeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    SigningKey signing = SigningKey.read(key);
    Revocations list = Usage.valid(command, () -> list(signing));
    byte[] signed = list.sign(signing);
    try {
      AtomicFile.write(out, stream -> stream.write(signed));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + out + ": " + e.getMessage(), e);
    }
    say(list, signing);
  }

  private Revocations list(SigningKey signing) {
    requireNothingLost();
    Instant now = Instant.now();
    Set<Digest> more = revoked.stream().map(Digest::new).collect(Collectors.toSet());
    return earlier
        .map(file -> own(file, signing).and(more, now))
        .orElseGet(() -> Revocations.of(more, now));
  }

  /** Whose list is added to is signed again, so it must be one's own. */
  private static Revocations own(Path file, SigningKey signing) {
    UnverifiedRevocations old = UnverifiedRevocations.read(file);
    if (!old.keyId().equals(signing.publicKey().id())) {
      throw new IllegalArgumentException(
          "the list %s was signed with the key %s and --key is %s; add to a list of that key, or start one without --add-to"
              .formatted(file, old.keyId(), signing.publicKey().id()));
    }
    return old.signedBy(List.of(signing.publicKey()));
  }

  /** A list that is written over revokes nothing any more. */
  private void requireNothingLost() {
    try {
      boolean there = Files.exists(out);
      if (there && !(earlier.isPresent() && Files.isSameFile(out, earlier.get()))) {
        throw new IllegalArgumentException(
            "%s is there already; keep what it revokes with --add-to %s, or name another file"
                .formatted(out, out));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + out + ": " + e.getMessage(), e);
    }
  }

  private void say(Revocations list, SigningKey signing) {
    String id = signing.publicKey().id().text();
    if (json) {
      console
          .out()
          .println(
              Json.line(
                  Json.object()
                      .put("list", out.toString())
                      .put("signer", id)
                      .put("issued", list.issued().toString())
                      .put("revoked", list.digests().size())));
      return;
    }
    console.out().println("list       " + out + " (signed; give it to users)");
    console.out().println("signed by  " + id);
    console.out().println("issued     " + list.issued());
    console.out().printf("revoked    %,d%n", list.digests().size());
  }
}
