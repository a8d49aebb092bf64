package dev.winnow.edge;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RequestLog;
import dev.winnow.edge.delivery.UnreachableAnalyzerException;
import dev.winnow.edge.memory.VersionMemory;
import dev.winnow.trust.Certificate;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An edge node whose extractor is a capture filter: what it lets pass is asked about, and nothing
 * else is sent. Who filters is found by {@link dev.winnow.data.filter.FilterProvider}.
 *
 * <p>Whoever opens a node closes it. One run at a time.
 */
public final class FilterNode implements AutoCloseable {
  private final Manifest manifest;
  private final ReleaseGate gate;
  private final FilteredClient client;
  private final EdgeOptions options;

  private FilterNode(
      Manifest manifest, ReleaseGate gate, FilteredClient client, EdgeOptions options) {
    this.manifest = manifest;
    this.gate = gate;
    this.client = client;
    this.options = options;
  }

  /**
   * Makes the analyzer's acquaintance; nothing is filtered nor sent yet.
   *
   * @param admission what lets the filter run; asked first of all
   * @param key file beside which the node remembers the highest version of each service that it ran
   * @throws dev.winnow.trust.UntrustedException if the admission does not let it run
   * @throws MalformedOptionException if the options set a budget, which no filter keeps
   * @throws dev.winnow.edge.memory.OutdatedExtractorException if a higher version of the service
   *     has run here
   * @throws dev.winnow.edge.memory.UnusableMemoryException if what the node remembers cannot be
   *     used
   * @throws UnreachableAnalyzerException if there is no server at the address
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if what it answers is not of the protocol
   * @throws UnsuitableAnalyzerException if it has no model of the package's name and version, or
   *     one with another input or output
   */
  public static FilterNode open(
      ExtractorPackage extractor,
      Admission admission,
      AnalyzerUri analyzer,
      EdgeOptions options,
      Path key) {
    return open(extractor, admission, Analyzers.of(analyzer), options, key);
  }

  /**
   * As {@link #open(ExtractorPackage, Admission, AnalyzerUri, EdgeOptions, Path)} does, with
   * several analyzers, of which the first that is well is asked.
   */
  public static FilterNode open(
      ExtractorPackage extractor,
      Admission admission,
      Analyzers analyzers,
      EdgeOptions options,
      Path key) {
    CertificateCoverage coverage = admission.admit(extractor);
    if (options.budget().isPresent()) {
      throw new MalformedOptionException(
          "nothing bounds what an image or a sound tells, so that no budget can be kept; leave"
              + " --budget out");
    }
    Manifest manifest = extractor.manifest();
    VersionMemory memory = VersionMemory.beside(key);
    memory.requireNotOutdated(manifest);
    FilteredClient client =
        FilteredClient.connect(Endpoints.of(analyzers, options.retry(), RequestLog.NONE), manifest);
    memory.remember(manifest);
    ReleaseGate gate = new ReleaseGate(coverage, Optional.empty(), Double.POSITIVE_INFINITY);
    return new FilterNode(manifest, gate, client, options);
  }

  /** What the package says about its extractor. */
  public Manifest manifest() {
    return manifest;
  }

  /** The certificate that covers what this node sends; empty if it runs uncertified. */
  public Optional<Certificate> certificate() {
    return gate.coverage().certificate();
  }

  /**
   * Asks the analyzer about every capture that a filter lets pass, until there are no more.
   *
   * <p>A capture that cannot be read is left out and counted. Of a live source that also goes for a
   * capture that the analyzer does not answer: the run goes on, since what else the filter writes
   * goes on too.
   *
   * @param captures read to their end; whoever opened them closes them
   * @param sink takes the answers in the order of the captures, in the thread that calls
   * @throws UnreachableAnalyzerException if the server has left and the source is not live; so with
   *     the others
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if it answers with something else than the heads' answers
   * @throws dev.winnow.trust.UntrustedException if the certificate expires meanwhile; nothing is
   *     sent from then on
   */
  public Summary run(FilteredStream captures, Consumer<Prediction> sink) {
    return new FilterRunner(captures, gate, client, options, sink).run();
  }

  /** Sends nothing more. */
  @Override
  public void close() {
    client.close();
  }
}
