package dev.winnow.edge;

import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.Progress;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import dev.winnow.data.SlidingWindows;
import dev.winnow.data.TooManyBrokenException;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.MalformedAnswerException;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RequestLog;
import dev.winnow.edge.delivery.UnreachableAnalyzerException;
import dev.winnow.edge.memory.PrivacyBudget;
import dev.winnow.edge.memory.VersionMemory;
import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.Ledger;
import dev.winnow.edge.outbox.Outbox;
import dev.winnow.edge.outbox.ResumedStream;
import dev.winnow.modalities.Modalities;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.noise.NoiseKey;
import dev.winnow.noise.UnusableNoiseKeyException;
import dev.winnow.onnx.NetworkException;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.UntrustedException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An edge node: an extractor, and an analyzer that has been found to continue where it ends.
 *
 * <pre>{@code
 * ExtractorPackage extractor = ExtractorPackage.read(Path.of("gender.extractor"));
 * Address analyzer = Address.parse("http://localhost:8080");
 * Admission audited =
 *     Admission.certified(
 *         Trust.in(List.of(PublicKey.read(Path.of("auditor.pub")))), InstantSource.system());
 * try (EdgeNode node = EdgeNode.open(extractor, audited, analyzer, Settings.withDefaults())) {
 *   node.run(Source.parse("dir:faces").open(node.modality()), System.out::println, Progress.NONE);
 * }
 * }</pre>
 *
 * <p>Whoever opens a node closes it. One run at a time.
 */
public final class EdgeNode implements AutoCloseable {
  /** A batch's captures, and its features, take at most this much memory. */
  private static final int BATCH_BYTES = 2 << 20;

  /** Features that are shuffled together take at most this much memory, and as much again. */
  private static final int WINDOW_BYTES = 8 << 20;

  private final Extractor extractor;
  private final ReleaseGate gate;
  private final Client client;
  private final EdgeOptions options;
  private final InputPreprocessor preprocessor;
  private final Optional<Kept> kept;

  /** What a node keeps on disk with. */
  private record Kept(Keeping keeping, Ledger ledger, Digest extractor) {}

  private EdgeNode(
      Extractor extractor,
      ReleaseGate gate,
      Client client,
      EdgeOptions options,
      InputPreprocessor preprocessor,
      Optional<Kept> kept) {
    this.kept = kept;
    this.preprocessor = preprocessor;
    this.extractor = extractor;
    this.gate = gate;
    this.client = client;
    this.options = options;
  }

  /**
   * Opens an extractor with the node's key at its {@link NoiseKey#defaultFile default place}, as
   * {@link #open(ExtractorPackage, Admission, AnalyzerUri, EdgeOptions, Path)} does.
   */
  public static EdgeNode open(
      ExtractorPackage extractor, Admission admission, AnalyzerUri analyzer, EdgeOptions options) {
    return open(extractor, admission, analyzer, options, NoiseKey.defaultFile());
  }

  /**
   * Opens an extractor and makes the analyzer's acquaintance; no feature is sent yet.
   *
   * @param admission what lets the extractor run; asked first of all
   * @param key file of the node's key, read, or made if it is missing, if the package names a
   *     mechanism. Beside it the node remembers what it has told today, in {@code budget.json},
   *     and, in {@code versions.json}, the highest version of each service that it ran, certified
   *     or not
   * @throws UntrustedException if the admission does not let it run; nothing was opened
   * @throws UnsuitableModalityException if the extractor takes something else than images; nothing
   *     was opened
   * @throws dev.winnow.edge.memory.OutdatedExtractorException if a higher version of the service
   *     has run here; nothing was opened
   * @throws dev.winnow.edge.memory.UnusableMemoryException if what the node remembers is damaged,
   *     others than its owner may use it, or it can be neither read nor written
   * @throws NetworkException if the package's network is damaged or cannot be run
   * @throws MismatchedExtractorException if it is not what the package's manifest says
   * @throws UnreachableAnalyzerException if there is no server at the address
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if what it answers is not of the protocol
   * @throws UnsuitableAnalyzerException if it has no model of the package's name and version, or
   *     one with another input or output
   * @throws UnusableNoiseKeyException if the key is needed, and others than its owner may read it,
   *     its length is wrong, or it can be neither read nor made
   */
  public static EdgeNode open(
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
  public static EdgeNode open(
      ExtractorPackage extractor,
      Admission admission,
      Analyzers analyzers,
      EdgeOptions options,
      Path key) {
    return open(extractor, admission, analyzers, options, key, Optional.empty());
  }

  /**
   * As {@link #open(ExtractorPackage, Admission, AnalyzerUri, EdgeOptions, Path)} does, with
   * several analyzers, of which the first that is well is asked.
   *
   * @param keeping where each request is entered before it is sent; the node can then {@link
   *     #runStored}, and makes the analyzer's acquaintance only then, so that captures are
   *     acknowledged while it is away
   * @throws dev.winnow.edge.outbox.UnusableStoreException if nothing can be entered there
   */
  public static EdgeNode open(
      ExtractorPackage extractor,
      Admission admission,
      Analyzers analyzers,
      EdgeOptions options,
      Path key,
      Optional<Keeping> keeping) {
    CertificateCoverage coverage = admission.admit(extractor);
    InputPreprocessor preprocessor =
        modality(extractor.manifest()).preprocessor(extractor.manifest().preprocessing());
    ReleaseGate gate = gate(coverage, extractor.manifest(), options, key);
    VersionMemory memory = VersionMemory.beside(key);
    memory.requireNotOutdated(extractor.manifest());
    Optional<Kept> kept =
        keeping.map(
            asked -> new Kept(asked, ledger(asked, gate, extractor), extractor.manifestDigest()));
    RequestLog log = kept.<RequestLog>map(Kept::ledger).orElse(RequestLog.NONE);
    // The HTTP client loads while ONNX Runtime does.
    var endpoints =
        CompletableFuture.supplyAsync(() -> Endpoints.of(analyzers, options.retry(), log));
    Extractor opened = Extractor.open(extractor, options.threads(), key);
    try {
      Client client =
          kept.isPresent()
              ? Client.later(Futures.join(endpoints), opened.manifest())
              : Client.connect(Futures.join(endpoints), opened.manifest());
      memory.remember(opened.manifest());
      return new EdgeNode(opened, gate, client, options, preprocessor, kept);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Begins to load, on a thread of its own, what takes Java half a second to load: its HTTP client
   * and its readers of images. Nobody need call this; a node that is opened after it has its first
   * answer sooner.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // What fails here fails again when it is needed.
  public static void warmUp() {
    CompletableFuture.runAsync(
        () -> {
          HttpClient.newHttpClient();
          Modalities.all().forEach(Modality::warmUp);
        });
  }

  /** Of the captures that the extractor takes. */
  public Modality modality() {
    return modality(manifest());
  }

  /**
   * A stream in windows as long as the extractor's input, each asked about by itself; as it is if
   * no time passes in the input.
   *
   * @param captures closed with the stream that comes back
   * @param hop from window to window in seconds; empty for one after the other
   * @throws MalformedOptionException if there is a hop, and it is not above 0 or no time passes
   */
  public CaptureStream inWindows(CaptureStream captures, OptionalDouble hop) {
    double length = manifest().preprocessing().seconds();
    if (hop.isPresent() && (length == 0 || !(hop.getAsDouble() > 0))) {
      captures.close();
      throw new MalformedOptionException(
          length == 0
              ? "windows are of sound and series, and this extractor takes %ss; leave --window-hop out"
                  .formatted(manifest().preprocessing().modality().word())
              : "--window-hop must be above 0 seconds, not " + hop.getAsDouble());
    }
    return SlidingWindows.of(captures, preprocessor, hop.orElse(length));
  }

  private static Modality modality(Manifest manifest) {
    return Modalities.of(manifest.preprocessing().modality());
  }

  /** What the package says about its extractor. */
  public Manifest manifest() {
    return extractor.manifest();
  }

  /** The certificate that covers what this node sends; empty if it runs uncertified. */
  public Optional<Certificate> certificate() {
    return gate.coverage().certificate();
  }

  /**
   * Asks the analyzer about every capture of a stream, until it ends. Decoding, extracting and
   * asking go on at the same time; a few batches are in memory, however many captures there are.
   *
   * <p>A capture that cannot be read is left out and counted in the summary. If there are more than
   * the node's options allow, nothing more is read, what was read is answered, and the summary
   * holds the failure ({@link Summary.Skips#tooMany}).
   *
   * <p>A run that fails has delivered the answers up to where it failed, and sends nothing more.
   *
   * @param captures read to their end and closed. They are framed as the package's manifest says,
   *     for so they were audited, whatever crop a data set states
   * @param sink takes the answers in the order of the captures, one at a time, on some thread.
   *     While it is busy, fewer requests are sent
   * @param progress in captures
   * @throws MalformedDataSetException if the source cannot be read any further
   * @throws UnsuitableModalityException if the captures are of another modality than the extractor
   *     takes
   * @throws UnreachableAnalyzerException if the server has left or takes too long
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if it answers with something else than probabilities
   * @throws UntrustedException if the certificate expires meanwhile; nothing is sent from then on
   * @throws SpentBudgetException if the budget of the day is spent; the answers that it allowed for
   *     have been delivered
   */
  public Summary run(CaptureStream captures, Consumer<Prediction> sink, Progress progress) {
    long start = System.nanoTime();
    int rows = client.rows(batch());
    try (BatchLoader batches =
            BatchLoader.of(captures, preprocessor, options.broken(), rows, options.threads());
        InferencePipeline pipeline = pipeline(rows, captures, sink, progress)) {
      Optional<TooManyBrokenException> tooMany = sendAll(batches, pipeline);
      RunStatistics statistics = pipeline.finish();
      return statistics.summary(
          Summary.Skips.of(batches.broken(), batches.brokenCount(), tooMany),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * Asks the analyzer about every capture of a stream that no earlier run has acknowledged, and
   * first about what such a run left behind. A capture is acknowledged once its feature is on disk;
   * then it is answered, if not by this run then by a later one.
   *
   * @param captures closed by this method, whatever becomes of it
   * @param source what to call it in the ledger; the same from run to run
   * @param sink opened with the outbox; takes the answers in the order of their source, and is
   *     closed by this method
   * @param remarks takes what earlier runs left or did
   * @throws dev.winnow.edge.outbox.UnusableStoreException if something can be neither read nor
   *     written; no acknowledged capture is lost
   * @throws IllegalStateException if the node was opened without a store
   * @throws RuntimeException as {@link #run} does
   */
  public Summary runStored(
      CaptureStream captures,
      String source,
      Function<Outbox, AnswerSink> sink,
      Consumer<String> remarks,
      Progress progress) {
    Kept with = kept.orElseThrow(() -> new IllegalStateException("opened without a store"));
    long start = System.nanoTime();
    int rows = batch();
    Outbox outbox =
        Outbox.of(
            with.keeping.store(),
            with.extractor,
            source,
            with.keeping.limits(),
            InstantSource.system());
    ResumedStream resumed = new ResumedStream(captures, outbox);
    sayLeftOver(outbox, remarks);
    try (resumed;
        AnswerSink opened = sink.apply(outbox);
        BatchLoader batches =
            BatchLoader.of(resumed, preprocessor, options.broken(), rows, options.threads());
        StoredRun run = storedRun(with, outbox, opened, resumed, source, progress)) {
      Optional<TooManyBrokenException> tooMany = Optional.empty();
      try {
        while (batches.hasNext()) {
          run.add(batches.next());
          if (batches.isIdle()) {
            run.acknowledge();
          }
          progress.skipped(batches.brokenCount());
        }
        progress.skipped(batches.brokenCount());
      } catch (TooManyBrokenException e) {
        tooMany = Optional.of(e);
      } catch (RuntimeException e) {
        run.settle(e);
        throw e;
      }
      RunStatistics statistics = run.finish();
      if (resumed.passedOver() > 0) {
        remarks.accept(
            "%,d captures were acknowledged before and not extracted again"
                .formatted(resumed.passedOver()));
      }
      return statistics.summary(
          Summary.Skips.of(batches.broken(), batches.brokenCount(), tooMany),
          Duration.ofNanos(System.nanoTime() - start));
    } finally {
      with.ledger.flush();
    }
  }

  private static void sayLeftOver(Outbox outbox, Consumer<String> remarks) {
    if (outbox.unanswered() > 0) {
      remarks.accept("%,d features wait from an earlier run".formatted(outbox.unanswered()));
    }
    if (outbox.foreign() > 0) {
      remarks.accept(
          "%,d features of other extractors or sources wait too; they leave only when these run again"
              .formatted(outbox.foreign()));
    }
  }

  private StoredRun storedRun(
      Kept with,
      Outbox outbox,
      AnswerSink sink,
      ResumedStream captures,
      String source,
      Progress progress) {
    StoredGate stored =
        new StoredGate(gate, with.ledger, options.budget(), with.keeping.sourceBudget());
    return new StoredRun(
        new StoredRun.Parts(
            extractor, client, stored, outbox, sink, plan(batch(), captures), progress),
        source,
        captures);
  }

  private InferencePipeline pipeline(
      int rows, CaptureStream captures, Consumer<Prediction> sink, Progress progress) {
    return new InferencePipeline(
        extractor, gate, client, plan(rows, captures), sink, progress, captures::stop);
  }

  private InferencePipeline.Plan plan(int rows, CaptureStream captures) {
    int most =
        Math.max(
            rows,
            Math.min(
                options.batching().window(),
                WINDOW_BYTES / manifest().network().feature().bytes()));
    OptionalLong size = captures.size();
    int window = (int) Math.min(most, Math.max(rows, size.orElse(most)));
    return new InferencePipeline.Plan(
        rows,
        window,
        options.batching().inFlight(),
        size.orElse(0),
        captures.isUnbounded() || captures.isLive()
            ? Optional.of(options.batching().within())
            : Optional.empty());
  }

  /** Frees the extractor's native memory and sends nothing more. */
  @Override
  public void close() {
    client.close();
    extractor.close();
  }

  /** Whatever kept some captures from being sent, if it was that too many are broken. */
  private static Optional<TooManyBrokenException> sendAll(
      BatchLoader batches, InferencePipeline pipeline) {
    try {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        if (!batch.captures().isEmpty()) {
          pipeline.send(batch, batches.brokenCount());
        }
        batches.settled(batch);
      }
      return Optional.empty();
    } catch (TooManyBrokenException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      pipeline.settle();
      throw e;
    }
  }

  /**
   * @throws MalformedOptionException if a source has a budget and nothing bounds what an answer
   *     tells
   */
  private static Ledger ledger(Keeping keeping, ReleaseGate gate, ExtractorPackage extractor) {
    boolean bounded = Double.isFinite(gate.bits());
    if (keeping.sourceBudget().isPresent() && !bounded) {
      throw new MalformedOptionException(
          "nothing bounds what an answer of this package tells, so that no budget can be kept; run a package with a mechanism, or leave --source-budget out");
    }
    Manifest manifest = extractor.manifest();
    var sender =
        new Ledger.Sender(
            manifest.name() + " " + manifest.version(),
            gate.certificate(),
            bounded ? OptionalDouble.of(gate.bits()) : OptionalDouble.empty());
    return new Ledger(keeping.store(), sender, InstantSource.system());
  }

  /**
   * @throws MalformedOptionException if there is a budget and nothing bounds what an answer tells
   */
  private static ReleaseGate gate(
      CertificateCoverage coverage, Manifest manifest, EdgeOptions options, Path key) {
    double bits =
        manifest
            .network()
            .mechanism()
            .map(mechanism -> ChannelCapacity.of(mechanism).first())
            .orElse(Double.POSITIVE_INFINITY);
    if (options.budget().isEmpty()) {
      return new ReleaseGate(coverage, Optional.empty(), bits);
    }
    if (manifest.network().mechanism().isEmpty()) {
      throw new MalformedOptionException(
          "nothing bounds what an answer of this package tells, so that no budget can be kept; run a package with a mechanism, or leave --budget out");
    }
    PrivacyBudget budget =
        PrivacyBudget.beside(key, options.budget().getAsDouble(), InstantSource.system());
    return new ReleaseGate(coverage, Optional.of(budget), bits);
  }

  /** Captures that are prepared together, and sent together if the model takes so many. */
  private int batch() {
    int largest =
        Math.max(
            manifest().preprocessing().shape().size() * Float.BYTES,
            manifest().network().feature().bytes());
    return Math.min(options.batching().rows(), Math.max(1, BATCH_BYTES / largest));
  }
}
