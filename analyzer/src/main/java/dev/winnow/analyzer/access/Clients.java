package dev.winnow.analyzer.access;

import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that a file lists. It is looked at again when it has changed, at most once a second;
 * one that is damaged then leaves those before it. Tokens are not in it, only their digests.
 */
public final class Clients {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

  private final Path file;

  // These are guarded by this.
  private Lookup lookup;
  private FileTime changed;
  private long looked = System.nanoTime();

  private Clients(Path file, Lookup lookup, FileTime changed) {
    this.file = file;
    this.lookup = lookup;
    this.changed = changed;
  }

  /** The clients of one state of the file. */
  private record Lookup(
      Map<String, KnownClient> byDigest, Map<String, KnownClient> byCertificate) {}

  /**
   * Reads the file.
   *
   * @throws WinnowException if it is not of its form
   * @throws UncheckedIOException if it cannot be read
   */
  public static Clients read(Path file) {
    try {
      return new Clients(file, lookup(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The client with that bearer token. */
  Optional<KnownClient> withToken(String token) {
    return Optional.ofNullable(current().byDigest.get(digest(token)));
  }

  /** The client whose certificate has one of these names. */
  Optional<KnownClient> withCertificate(List<String> names) {
    Lookup now = current();
    return names.stream()
        .filter(now.byCertificate::containsKey)
        .findFirst()
        .map(now.byCertificate::get);
  }

  private synchronized Lookup current() {
    if (System.nanoTime() - looked > LOOK) {
      looked = System.nanoTime();
      try {
        FileTime now = Files.getLastModifiedTime(file);
        if (!now.equals(changed)) {
          changed = now;
          lookup = lookup(file);
          LOG.info("the clients of {} were read again", file);
        }
      } catch (IOException | WinnowException e) {
        LOG.warn("the clients are those from before, for {} cannot be read", file, e);
      }
    }
    return lookup;
  }

  private static Lookup lookup(Path file) throws IOException {
    Map<String, KnownClient> byDigest = new HashMap<>();
    Map<String, KnownClient> byCertificate = new HashMap<>();
    try {
      StrictObject all = Json.readObject(file.toString(), Files.readAllBytes(file));
      for (StrictObject entry : all.objects("clients")) {
        KnownClient client = client(entry);
        client.tokenDigest().ifPresent(digest -> byDigest.put(digest, client));
        client.certificate().ifPresent(name -> byCertificate.put(name, client));
      }
      all.end();
    } catch (MalformedJsonException e) {
      throw new MalformedClientsException(String.valueOf(e.getMessage()), e);
    }
    return new Lookup(byDigest, byCertificate);
  }

  private static KnownClient client(StrictObject entry) {
    Optional<String> digest = entry.optionalText("token-sha256");
    Optional<String> certificate = entry.optionalText("certificate");
    if (digest.isEmpty() && certificate.isEmpty()) {
      throw entry.invalid("certificate", "or token-sha256 must be given");
    }
    if (digest.isPresent() && !DIGEST.matcher(digest.get()).matches()) {
      throw entry.invalid("token-sha256", "must be 64 digits of a SHA-256, as sha256sum prints it");
    }
    Set<String> models = entry.has("models") ? new HashSet<>(entry.textList("models")) : Set.of();
    Optional<Integer> perSecond =
        entry.has("requests-per-second")
            ? Optional.of(entry.integer("requests-per-second"))
            : Optional.empty();
    if (perSecond.isPresent() && perSecond.get() < 1) {
      throw entry.invalid("requests-per-second", "must be at least 1");
    }
    KnownClient client =
        new KnownClient(
            entry.text("name"),
            digest,
            certificate,
            models,
            entry.optionalTruth("admin").orElse(false),
            perSecond);
    entry.end();
    return client;
  }

  private static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
