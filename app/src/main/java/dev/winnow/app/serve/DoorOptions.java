package dev.winnow.app.serve;

import dev.winnow.analyzer.access.Doors;
import dev.winnow.analyzer.access.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who may call {@code winnow serve}. */
public final class DoorOptions {
  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "The server's certificate chain in PEM; renewed ones are taken over.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its private key in PEM (PKCS #8).")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--client-ca",
      paramLabel = "FILE",
      description = "Authority in PEM whose certificates clients may show.")
  private Optional<Path> authority = Optional.empty();

  @Option(
      names = "--clients",
      paramLabel = "FILE",
      description =
          "JSON that lists clients by token or certificate, and the models that each may call.")
  private Optional<Path> clients = Optional.empty();

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      description = "For each address, where a client has no limit of its own.")
  private Optional<Integer> perSecond = Optional.empty();

  @Option(
      names = "--insecure",
      description = "Let other machines in without TLS or without asking who they are.")
  private boolean insecure;

  /** Made by picocli. */
  public DoorOptions() {}

  /**
   * What they say.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public Doors doors() {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("--tls-cert and --tls-key go together; give both");
    }
    if (authority.isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException(
          "--client-ca needs TLS; give --tls-cert and --tls-key too");
    }
    if (perSecond.isPresent() && perSecond.get() < 1) {
      throw new IllegalArgumentException("--requests-per-second must be at least 1");
    }
    Optional<TlsFiles> tls =
        certificate.map(chain -> new TlsFiles(chain, key.orElseThrow(), authority));
    return new Doors(tls, clients, perSecond, insecure);
  }
}
