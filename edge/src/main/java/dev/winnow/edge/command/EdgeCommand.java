package dev.winnow.edge.command;

import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.cli.TrustOptions;
import dev.winnow.cli.Usage;
import dev.winnow.cli.Version;
import dev.winnow.cli.WeakerPolicy;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ExtractorSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Manifest;
import dev.winnow.data.BrokenLimit;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.edge.Admission;
import dev.winnow.edge.AnalyzerCheck;
import dev.winnow.edge.EdgeNode;
import dev.winnow.edge.EdgeOptions;
import dev.winnow.edge.FilterNode;
import dev.winnow.edge.PrimaryScore;
import dev.winnow.edge.Summary;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.OutboxLimits;
import dev.winnow.edge.source.Source;
import dev.winnow.edge.status.NodeIdentity;
import dev.winnow.edge.status.NodeStatus;
import dev.winnow.modalities.Modalities;
import dev.winnow.noise.NoiseKey;
import dev.winnow.trust.Policy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
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
public final class EdgeCommand implements Callable<Integer> {
  private final Console console;
  private final RunContext context;
  private NodeStatus status = SharedPages.none().status();

  @Parameters(
      paramLabel = "PACKAGE",
      arity = "0..1",
      description = "An extractor package, NAME.extractor.")
  private Optional<Path> extractorFile = Optional.empty();

  @Mixin private CaptureSourceOptions sources = new CaptureSourceOptions();

  private String source = "";

  /** Whether to say what would be done instead of doing it. */
  private boolean onlyChecked;

  @Mixin private DeliveryOptions delivery = new DeliveryOptions();

  @Mixin private StoreOptions storing = new StoreOptions();

  @Mixin private StatusOptions shown = new StatusOptions();

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
    this(console, RunContext.alone());
  }

  /**
   * @param context that other runs of this process share
   */
  EdgeCommand(Console console, RunContext context) {
    this.console = console;
    this.context = context;
  }

  private static final String CONFIGURATION =
      "Settings in YAML: the options of winnow edge without their dashes, and runs.";

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandRunner.main(
        console -> new CommandLine(new EdgeCommand(console)).setCommandName("winnow edge"), args);
  }

  /** Runs all that a configuration asks for. */
  @Command(
      name = "run",
      versionProvider = Version.class,
      description =
          "Runs all that a configuration asks for, until SIGTERM; SIGHUP has it read again.",
      mixinStandardHelpOptions = true)
  int configured(@Parameters(paramLabel = "FILE", description = CONFIGURATION) Path file) {
    EdgeConfiguration first = Usage.valid(command, () -> EdgeConfiguration.read(file, command));
    return new ConfiguredNode(console, () -> EdgeConfiguration.read(file, command)).run(first);
  }

  /** Says what a configuration would run, and tries every address. */
  @Command(
      name = "check",
      versionProvider = Version.class,
      description =
          "Prints what a configuration would run, and asks every analyzer whether it continues"
              + " where the extractor ends; nothing is extracted or sent.",
      mixinStandardHelpOptions = true)
  int check(@Parameters(paramLabel = "FILE", description = CONFIGURATION) Path file) {
    int worst = ExitCode.OK;
    for (ConfiguredRun run :
        Usage.valid(command, () -> EdgeConfiguration.read(file, command)).runs()) {
      Console own = console.named(run.name());
      EdgeCommand checked = new EdgeCommand(own);
      checked.onlyChecked = true;
      CommandLine program = new CommandLine(checked).setCommandName("winnow edge");
      int code = CommandRunner.run(own, program, run.arguments().toArray(String[]::new));
      worst = Math.max(worst, code);
    }
    console.say(worst == ExitCode.OK ? "All is well." : "Not all is well; see above.");
    return worst;
  }

  /** Of this one run. */
  private int check() {
    Prepared prepared = prepared();
    Manifest manifest = prepared.extractor.manifest();
    console.say("extracts %s %s from %s".formatted(manifest.name(), manifest.version(), source));
    report().certified(AnalyzerCheck.admitted(prepared.extractor, prepared.admission));
    storing.text().ifPresent(console::say);
    int worst = ExitCode.OK;
    for (var address :
        AnalyzerCheck.problems(prepared.extractor, delivery.analyzers(console::say)).entrySet()) {
      console.say(
          address.getValue().orElse(address.getKey() + " continues where the extractor ends"));
      worst = address.getValue().isPresent() ? ExitCode.FAILED : worst;
    }
    if (!prepared.isFilter()) {
      sources.source(console::say).open(Modalities.of(manifest.preprocessing().modality())).close();
    }
    return worst;
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
  public Integer call() {
    if (onlyChecked) {
      return check();
    }
    EdgeNode.warmUp();
    Prepared run = prepared();
    try (SharedPages.Lease page = Usage.valid(command, () -> shown.show(context.pages()))) {
      status = page.status();
      page.address().ifPresent(address -> console.say("status at " + address));
      status.runs(NodeIdentity.of(run.extractor, source));
      run(run);
    }
    return ExitCode.OK;
  }

  private void run(Prepared run) {
    if (run.isFilter()) {
      filter(run.extractor, run.admission, run.settings);
    } else if (storing.given()) {
      store(run.extractor, run.admission, run.settings, run.limits);
    } else {
      answer(run.extractor, run.admission, run.settings);
    }
  }

  /** What was asked for, understood, before anything is opened. */
  private record Prepared(
      ExtractorPackage extractor, Admission admission, EdgeOptions settings, OutboxLimits limits) {
    boolean isFilter() {
      return extractor.manifest().extractor() instanceof CaptureFilter;
    }
  }

  private Prepared prepared() {
    Path file = required(extractorFile, "PACKAGE");
    source = required(sources.named(), "--source");
    OutboxLimits limits = Usage.valid(command, storing::limits);
    EdgeOptions settings = Usage.valid(command, this::settings);
    ExtractorPackage extractor = ExtractorPackage.read(file);
    Admission admission = Usage.valid(command, () -> admission(extractor.manifest().extractor()));
    Prepared run = new Prepared(extractor, admission, settings, limits);
    if (run.isFilter() && storing.given()) {
      throw new ParameterException(
          command.commandLine(),
          "--state-dir keeps features, and this package is a filter; leave it out");
    }
    if (primary.isPresent() && storing.given()) {
      throw new ParameterException(
          command.commandLine(), "--primary and --state-dir do not go together; choose");
    }
    return run;
  }

  private <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(
        () -> new ParameterException(command.commandLine(), "Missing required: " + name));
  }

  /** A run that keeps what it sends, and goes on where an earlier one stopped. */
  private void store(
      ExtractorPackage extractor, Admission admission, EdgeOptions settings, OutboxLimits limits) {
    Source captures = sources.source(console::say);
    try (SharedResources.Lease<NodeStore> store = storing.open(context.stores());
        EdgeNode node =
            EdgeNode.open(
                extractor,
                admission,
                delivery.analyzers(status.deliveries(console::say)),
                settings,
                secret,
                Optional.of(storing.keeping(store.resource(), limits)));
        CaptureStream stream = windows(node, captures)) {
      status.runs(NodeIdentity.of(extractor, source).certified(node.certificate()));
      sayFraming(stream.card(), node.manifest().preprocessing());
      stream.leftOut().sentences().forEach(console::say);
      storing.watch(status, store.resource(), limits);
      CaptureSourceOptions.run(stream, context.end(), () -> store(node, stream, settings));
    }
  }

  private void store(EdgeNode node, CaptureStream stream, EdgeOptions settings) {
    Summary summary =
        node.runStored(
            stream,
            source,
            storing.sink(console, status, settings.retry()),
            console::say,
            status.counted(console.progress("asking")));
    report().conclude(summary, node.certificate());
    EdgeReport.requireWhole(summary);
  }

  private void answer(ExtractorPackage extractor, Admission admission, EdgeOptions settings) {
    Source captures = sources.source(console::say);
    try (EdgeNode node =
            EdgeNode.open(
                extractor,
                admission,
                delivery.analyzers(status.deliveries(console::say)),
                settings,
                secret);
        CaptureStream stream = windows(node, captures)) {
      status.runs(NodeIdentity.of(extractor, source).certified(node.certificate()));
      sayFraming(stream.card(), node.manifest().preprocessing());
      stream.leftOut().sentences().forEach(console::say);
      CaptureSourceOptions.run(stream, context.end(), () -> answer(node, stream));
    }
  }

  private void answer(EdgeNode node, CaptureStream stream) {
    EdgeReport report = report();
    Optional<PrimaryScore> score =
        primary.map(column -> PrimaryScore.of(node.manifest(), column, stream));
    Summary summary =
        node.run(
            stream,
            status.counted(
                answer -> {
                  report.print(answer);
                  score.ifPresent(counting -> counting.add(answer));
                },
                NodeIdentity.bits(node.manifest())),
            status.counted(console.progress("asking")));
    report.conclude(summary, node.certificate());
    node.manifest().network().mechanism().ifPresent(mechanism -> report.told(mechanism, summary));
    score.ifPresent(counted -> report.scored(counted, primary.orElse("")));
    EdgeReport.requireWhole(summary);
  }

  /** The rows of a data set are samples as they are, unless somebody asks for windows of them. */
  private CaptureStream windows(EdgeNode node, Source captures) {
    CaptureStream whole = status.counted(captures.open(node.modality()));
    return windowHop.isEmpty() && captures instanceof Source.Labelled
        ? whole
        : node.inWindows(whole, windowHop.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
  }

  private void filter(ExtractorPackage extractor, Admission admission, EdgeOptions settings) {
    FilterProvider provider = FilterProvider.of(extractor);
    FilterRun asked = Usage.valid(command, () -> filtering.run(extractor, source));
    try (FilterNode node =
            FilterNode.open(
                extractor,
                admission,
                delivery.analyzers(status.deliveries(console::say)),
                settings,
                secret);
        FilteredStream stream = status.counted(provider.open(asked))) {
      status.runs(NodeIdentity.of(extractor, source).certified(node.certificate()));
      context.end().run(stream::close, () -> filter(node, stream));
    }
  }

  private void filter(FilterNode node, FilteredStream stream) {
    stream.preview().ifPresent(address -> console.say("preview at " + address));
    EdgeReport report = report();
    Summary summary = node.run(stream, status.counted(report::print, OptionalDouble.empty()));
    stream.remarks().forEach(console::say);
    report.concludeFilter(summary, node.certificate());
    EdgeReport.requireWhole(summary);
  }

  private EdgeReport report() {
    return new EdgeReport(console, json);
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
}
