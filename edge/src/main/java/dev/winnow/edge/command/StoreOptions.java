package dev.winnow.edge.command;

import dev.winnow.cli.Console;
import dev.winnow.edge.Keeping;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.outbox.AnswerFile;
import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.NodeStore;
import dev.winnow.edge.outbox.Outbox;
import dev.winnow.edge.outbox.OutboxLimits;
import dev.winnow.edge.outbox.SinkLength;
import dev.winnow.edge.sink.WebhookAddress;
import dev.winnow.edge.sink.WebhookSink;
import dev.winnow.edge.status.NodeStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What a node keeps on disk, and where its answers go. */
final class StoreOptions {
  private static final long MEGABYTE = 1_000_000;
  static final String WEBHOOK = "webhook:";

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Keep features here until they are answered, and a ledger of every request: what stops"
              + " goes on where it was, and nothing is sent or noised anew that an earlier run"
              + " acknowledged. Answers are then JSON with an id. Raw captures are never kept"
              + " (default: nothing is kept).")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--answers",
      paramLabel = "SINK",
      description =
          "With --state-dir: instead of printing answers, append them to this file, each exactly"
              + " once; or webhook:URL to post each of them there, at least once and in order, with"
              + " its id as Idempotency-Key.")
  private Optional<String> answers = Optional.empty();

  @Option(
      names = "--outbox-size",
      paramLabel = "MB",
      description =
          "With --state-dir: megabytes of features that wait for an analyzer; then the source waits,"
              + " and of one that cannot wait what comes is dropped and counted (default: 268).")
  private Optional<Double> size = Optional.empty();

  @Option(
      names = "--outbox-age",
      paramLabel = "TIME",
      description =
          "With --state-dir: drop and count features that nobody answered for so long, such as 7d"
              + " (default: keep them).")
  private Optional<String> age = Optional.empty();

  @Option(
      names = "--source-budget",
      paramLabel = "BITS",
      description =
          "With --state-dir: the most that this node may tell in a day (UTC) of this source; then it"
              + " stops (default: no limit).")
  private Optional<Double> budget = Optional.empty();

  /** Whether anything is kept. */
  boolean given() {
    return folder.isPresent();
  }

  /**
   * Looks whether the options make sense together.
   *
   * @throws IllegalArgumentException if not
   */
  OutboxLimits limits() {
    if (!given()
        && (answers.isPresent() || size.isPresent() || age.isPresent() || budget.isPresent())) {
      throw new IllegalArgumentException(
          "--answers, --outbox-size, --outbox-age and --source-budget need --state-dir; name a folder");
    }
    webhook();
    OutboxLimits usual = OutboxLimits.withDefaults();
    return new OutboxLimits(
        size.map(megabytes -> (long) (megabytes * MEGABYTE)).orElse(usual.bytes()),
        age.map(text -> Durations.parse("--outbox-age", text)));
  }

  /** Opens the store; whoever asks closes it. */
  SharedResources.Lease<NodeStore> open(SharedStores stores) {
    return stores.lease(folder.orElseThrow());
  }

  /** Where features are kept and answers go, for people; empty if nowhere. */
  Optional<String> text() {
    return folder.map(
        kept ->
            "keeps features in %s, answers go to %s"
                .formatted(
                    kept,
                    webhook()
                        .map(WebhookAddress::toString)
                        .or(() -> answers)
                        .orElse("the standard output")));
  }

  /** How a node keeps things in a store. */
  Keeping keeping(NodeStore store, OutboxLimits limits) {
    return new Keeping(
        store, limits, budget.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
  }

  /** Has a status show what a store keeps. */
  void watch(NodeStatus status, NodeStore store, OutboxLimits limits) {
    folder.ifPresent(place -> status.keeps(store, place, limits));
  }

  /**
   * Where answers go, counted.
   *
   * @param retry how long a webhook is asked again
   */
  Function<Outbox, AnswerSink> sink(Console console, NodeStatus status, RetryPolicy retry) {
    return outbox ->
        status.counted(
            webhook()
                .<AnswerSink>map(
                    address -> WebhookSink.of(address, retry, status.sink(console::say)))
                .orElseGet(() -> sink(console, outbox)));
  }

  private Optional<WebhookAddress> webhook() {
    return answers
        .filter(text -> text.startsWith(WEBHOOK))
        .map(text -> WebhookAddress.parse(text.substring(WEBHOOK.length())));
  }

  private AnswerSink sink(Console console, Outbox outbox) {
    return answers
        .<AnswerSink>map(file -> AnswerFile.open(Path.of(file), outbox))
        .orElseGet(() -> waiting -> print(console, waiting));
  }

  private static Optional<SinkLength> print(Console console, List<Outbox.Waiting> waiting) {
    for (Outbox.Waiting answer : waiting) {
      if (!answer.line().isEmpty()) {
        console.result(answer.line());
      }
    }
    if (console.out().checkError()) {
      throw new UnwrittenAnswersException();
    }
    return Optional.empty();
  }
}
