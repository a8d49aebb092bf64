package dev.winnow.edge.command;

import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.TrustOptions;
import dev.winnow.cli.Units;
import dev.winnow.cli.Usage;
import dev.winnow.cli.Version;
import dev.winnow.cli.WeakerPolicy;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ExtractorSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.core.Mechanism;
import dev.winnow.data.BrokenLimit;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.edge.Admission;
import dev.winnow.edge.EdgeNode;
import dev.winnow.edge.EdgeOptions;
import dev.winnow.edge.FilterNode;
import dev.winnow.edge.Prediction;
import dev.winnow.edge.PrimaryScore;
import dev.winnow.edge.StageTimes;
import dev.winnow.edge.Summary;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.OutboxLimits;
import dev.winnow.edge.source.Source;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.noise.NoiseKey;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.Policy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow edge}: extracts features here and has them analysed there. */
@Command(
    name = "edge",
    versionProvider = Version.class,
    description = "Runs an extractor on captures and asks the analyzer; only features are sent.",
    mixinStandardHelpOptions = true)
public final class EdgeCommand implements Runnable {
  /** So many captures that could not be read are named. */
  private static final int NAMED = 3;

  private final Console console;

  @Parameters(
      paramLabel = "PACKAGE",
      arity = "0..1",
      description = "An extractor package, NAME.extractor.")
  private Optional<Path> extractorFile = Optional.empty();

  @Mixin private CaptureSourceOptions sources = new CaptureSourceOptions();

  private String source = "";

  @Mixin private DeliveryOptions delivery = new DeliveryOptions();

  @Mixin private StoreOptions storing = new StoreOptions();

  @Option(
      names = "--primary",
      paramLabel = "LABEL",
      description = "Label column of the data set to score the answers against.")
  private Optional<String> primary = Optional.empty();

  @Option(names = "--threads", description = "Threads of the extractor (default: all cores).")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description =
          "The node's secret key, made if it is missing; beside it the node remembers what it has"
              + " told today and the highest version of each service that it ran; an older one is"
              + " refused (default: ~/.winnow/noise.key).")
  private Path secret = NoiseKey.defaultFile();

  @Option(
      names = "--budget",
      paramLabel = "BITS",
      description =
          "The most that this node may tell in a day (UTC), of all packages together; then it stops"
              + " (default: no limit).")
  private Optional<Double> budget = Optional.empty();

  @Option(
      names = "--max-broken",
      paramLabel = "LIMIT",
      description =
          "How many captures may be unreadable before the run fails: a share such as 5%% or a"
              + " number (default: any, as long as one can be read).")
  private Optional<String> maxBroken = Optional.empty();

  @Option(
      names = "--window-hop",
      paramLabel = "SECONDS",
      description =
          "Of recordings longer than the network's input: from the start of one window to that of"
              + " the next (default: one after the other in a folder; of a data set's rows the"
              + " middle alone).")
  private Optional<Double> windowHop = Optional.empty();

  @Mixin private FilterOptions filtering = new FilterOptions();

  @Mixin private TrustOptions trusted = new TrustOptions();

  @Option(
      names = "--weaker-policy",
      description = "Judge by a --policy that asks for less than winnow-default.")
  private boolean weakerPolicy;

  @Option(names = "--uncertified", description = "Run the extractor without a certificate.")
  private boolean uncertified;

  @Option(names = "--json", description = "Print one JSON object per answer instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  /**
   * @param console takes the answers, and what is said beside them
   */
  public EdgeCommand(Console console) {
    this.console = console;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandRunner.main(
        console -> new CommandLine(new EdgeCommand(console)).setCommandName("winnow edge"), args);
  }

  /** Prints what a node's ledger says; the node may be running. */
  @Command(
      name = "ledger",
      versionProvider = Version.class,
      description = "Prints what left the house, by the ledger that a node keeps in --state-dir.",
      mixinStandardHelpOptions = true)
  void ledger(
      @Parameters(paramLabel = "DIR", description = "The node's --state-dir.") Path folder,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "text",
              description = "text, sums for people; csv or json, a line a request (default: text).")
          LedgerReport.Format format) {
    try (NodeStore store = NodeStore.openToRead(folder)) {
      LedgerReport.of(store).print(format, console.out());
    }
    console.out().flush();
  }

  @Override
  public void run() {
    EdgeNode.warmUp();
    Path file = required(extractorFile, "PACKAGE");
    source = required(sources.named(), "--source");
    OutboxLimits limits = Usage.valid(command, storing::limits);
    EdgeOptions settings = Usage.valid(command, this::settings);
    ExtractorPackage extractor = ExtractorPackage.read(file);
    Admission admission = Usage.valid(command, () -> admission(extractor.manifest().extractor()));
    if (extractor.manifest().extractor() instanceof CaptureFilter) {
      if (storing.given()) {
        throw new ParameterException(
            command.commandLine(),
            "--state-dir keeps features, and this package is a filter; leave it out");
      }
      filter(extractor, admission, settings);
      return;
    }
    if (storing.given()) {
      if (primary.isPresent()) {
        throw new ParameterException(
            command.commandLine(), "--primary and --state-dir do not go together; choose");
      }
      store(extractor, admission, settings, limits);
      return;
    }
    answer(extractor, admission, settings);
  }

  private <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(
        () -> new ParameterException(command.commandLine(), "Missing required: " + name));
  }

  /** A run that keeps what it sends, and goes on where an earlier one stopped. */
  private void store(
      ExtractorPackage extractor, Admission admission, EdgeOptions settings, OutboxLimits limits) {
    Source captures = sources.source(console::say);
    try (NodeStore store = storing.open().orElseThrow();
        EdgeNode node =
            EdgeNode.open(
                extractor,
                admission,
                delivery.analyzers(console::say),
                settings,
                secret,
                Optional.of(storing.keeping(store, limits)));
        CaptureStream stream = windows(node, captures)) {
      sayFraming(stream.card(), node.manifest().preprocessing());
      stream.leftOut().sentences().forEach(console::say);
      CaptureSourceOptions.run(stream, () -> store(node, stream));
    }
  }

  private void store(EdgeNode node, CaptureStream stream) {
    Summary summary =
        node.runStored(
            stream, source, storing.sink(console), console::say, console.progress("asking"));
    conclude(summary);
    node.certificate().ifPresent(this::conclude);
    if (summary.skipped().tooMany().isPresent()) {
      throw summary.skipped().tooMany().get();
    }
  }

  private void answer(ExtractorPackage extractor, Admission admission, EdgeOptions settings) {
    Source captures = sources.source(console::say);
    try (EdgeNode node =
            EdgeNode.open(
                extractor, admission, delivery.analyzers(console::say), settings, secret);
        CaptureStream stream = windows(node, captures)) {
      sayFraming(stream.card(), node.manifest().preprocessing());
      stream.leftOut().sentences().forEach(console::say);
      CaptureSourceOptions.run(stream, () -> answer(node, stream));
    }
  }

  private void answer(EdgeNode node, CaptureStream stream) {
    Optional<PrimaryScore> score =
        primary.map(column -> PrimaryScore.of(node.manifest(), column, stream));
    Summary summary =
        node.run(
            stream,
            answer -> {
              print(answer);
              score.ifPresent(counting -> counting.add(answer));
            },
            console.progress("asking"));
    conclude(summary);
    node.manifest().network().mechanism().ifPresent(mechanism -> conclude(mechanism, summary));
    node.certificate().ifPresent(this::conclude);
    score.ifPresent(this::conclude);
    if (summary.skipped().tooMany().isPresent()) {
      throw summary.skipped().tooMany().get();
    }
  }

  /** The rows of a data set are samples as they are, unless somebody asks for windows of them. */
  private CaptureStream windows(EdgeNode node, Source captures) {
    CaptureStream whole = captures.open(node.modality());
    return windowHop.isEmpty() && captures instanceof Source.Labelled
        ? whole
        : node.inWindows(whole, windowHop.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
  }

  private void filter(ExtractorPackage extractor, Admission admission, EdgeOptions settings) {
    FilterProvider provider = FilterProvider.of(extractor);
    FilterRun asked = Usage.valid(command, () -> filtering.run(extractor, source));
    try (FilterNode node =
            FilterNode.open(
                extractor, admission, delivery.analyzers(console::say), settings, secret);
        FilteredStream stream = provider.open(asked)) {
      OrderlyEnd.of(stream::close).run(() -> filter(node, stream));
    }
  }

  private void filter(FilterNode node, FilteredStream stream) {
    stream.preview().ifPresent(address -> console.say("preview at " + address));
    Summary summary = node.run(stream, this::print);
    stream.remarks().forEach(console::say);
    concludeFilter(summary);
    node.certificate().ifPresent(this::conclude);
    if (summary.skipped().tooMany().isPresent()) {
      throw summary.skipped().tooMany().get();
    }
  }

  private void conclude(PrimaryScore score) {
    score.unknownSentence().ifPresent(console::say);
    score
        .accuracy()
        .ifPresent(
            accuracy ->
                console.say(
                    "%s right %s, balanced %s, of %,d labelled"
                        .formatted(
                            primary.orElse(""),
                            Units.percent(accuracy.plain()),
                            Units.percent(accuracy.balanced()),
                            accuracy.samples())));
  }

  private Admission admission(ExtractorSpec extractor) {
    if (uncertified && trusted.given()) {
      throw new IllegalArgumentException(
          "--uncertified asks for no certificate and --trust, --revoked or --policy for one; choose");
    }
    if (uncertified) {
      return Admission.uncertified();
    }
    Policy policy = trusted.policy(extractor);
    WeakerPolicy weaker = WeakerPolicy.of(policy, extractor);
    weaker.require(weakerPolicy);
    weaker.warn(console);
    return Admission.certified(trusted.trust(policy), InstantSource.system());
  }

  /** What was audited counts; somebody who wonders about the answers should know. */
  private void sayFraming(DataCard card, InputSpec audited) {
    if (audited instanceof ImageSpec image) {
      card.crop()
          .filter(crop -> crop != image.crop())
          .ifPresent(
              crop ->
                  console.say(
                      "note: the data set states a crop of %s, and the package was made for %s, which counts; to change that build it with --crop %s"
                          .formatted(crop, image.crop(), crop)));
    }
  }

  private EdgeOptions settings() {
    EdgeOptions defaults = EdgeOptions.withDefaults();
    RetryPolicy usual = storing.given() ? defaults.retry().endless() : defaults.retry();
    EdgeOptions patient = sources.applied(defaults.with(delivery.policy(usual)));
    EdgeOptions threaded = threads.map(patient::withThreads).orElse(patient);
    EdgeOptions limited = budget.map(threaded::withBudget).orElse(threaded);
    return maxBroken.map(BrokenLimit::parse).map(limited::withBroken).orElse(limited);
  }

  /**
   * @throws UnwrittenAnswersException if nobody takes answers any more; the run ends, and this one
   *     does not count
   */
  private void print(Prediction answer) {
    console.result(
        json
            ? Json.line(answer.toJson())
            : "%s  %s  %s  %s"
                .formatted(
                    answer.capture(),
                    answer.label(),
                    answer.answers().stream()
                        .flatMap(said -> said.certainty().stream())
                        .map(Units::percent)
                        .collect(Collectors.joining("  ")),
                    answer
                        .certificate()
                        .map(digest -> "certificate " + digest.brief())
                        .orElse(Prediction.UNCERTIFIED)));
    if (console.out().checkError()) {
      throw new UnwrittenAnswersException();
    }
  }

  private void concludeFilter(Summary summary) {
    sayMissing(summary.skipped());
    console.say(
        "%,d answers, %.1f a second; %s of %s filtered went up; median %s from frame to release, round trip %s"
            .formatted(
                summary.answers(),
                summary.rate(),
                Units.bytes(summary.traffic().bytesUp()),
                Units.bytes(summary.traffic().captureBytes()),
                Units.millis(summary.medians().extract()),
                Units.millis(summary.medians().roundTrip())));
  }

  private void sayMissing(Summary.Skips skips) {
    skips.first().stream()
        .limit(NAMED)
        .forEach(s -> console.say("skipped " + s.path() + ": " + s.reason()));
    if (skips.count() > NAMED) {
      console.say("skipped %,d captures in all".formatted(skips.count()));
    }
  }

  private void conclude(Summary summary) {
    sayMissing(summary.skipped());
    long answers = Math.max(1, summary.answers());
    console.say(
        "%,d answers, %.0f a second; %s of captures stayed here, %s of features went up (%s a capture)"
            .formatted(
                summary.answers(),
                summary.rate(),
                Units.bytes(summary.traffic().captureBytes()),
                Units.bytes(summary.traffic().bytesUp()),
                Units.bytes(summary.traffic().bytesUp() / answers)));
    StageTimes median = summary.medians();
    console.say(
        "median: read %s, decode and prepare %s, extract %s, round trip of a batch %s"
            .formatted(
                Units.millis(median.read()),
                Units.millis(median.prepare()),
                Units.millis(median.extract()),
                Units.millis(median.roundTrip())));
  }

  private void conclude(Certificate certificate) {
    console.say(
        "certificate %s meets your policy %s, signed with %s, valid until %s"
            .formatted(
                certificate.digest().brief(),
                certificate.policy(),
                certificate.signer().id().brief(),
                certificate.expires()));
  }

  private void conclude(Mechanism mechanism, Summary summary) {
    ChannelCapacity capacity = ChannelCapacity.of(mechanism);
    console.say("randomised: " + capacity);
    console.say(
        String.format(
            Locale.ROOT,
            "told: %,d answers, together at most %.1f bits",
            summary.answers(),
            summary.answers() * capacity.first()));
  }
}
