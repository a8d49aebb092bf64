package dev.winnow.edge.sink;

import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.outbox.AnswerSink;
import dev.winnow.edge.outbox.Outbox;
import dev.winnow.edge.outbox.SinkLength;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Posts each answer to a webhook, one after the other, and the next one only once it was taken.
 * What fails in a way that may pass is posted again, as long as the policy says; meanwhile captures
 * are acknowledged, and the outbox fills.
 */
public final class WebhookSink implements AnswerSink {
  private final Webhook webhook;
  private final RetryPolicy retry;
  private final SinkListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);

  private WebhookSink(Webhook webhook, RetryPolicy retry, SinkListener listener) {
    this.webhook = webhook;
    this.retry = retry;
    this.listener = listener;
  }

  /**
   * A sink; nothing is connected yet.
   *
   * @param listener hears when the webhook fails and when it takes answers again
   */
  public static WebhookSink of(WebhookAddress address, RetryPolicy retry, SinkListener listener) {
    return new WebhookSink(new Webhook(address, retry.timeout()), retry, listener);
  }

  /**
   * @throws UndeliveredAnswerException if the webhook refuses an answer for good, or for too long;
   *     that and all after it are in the outbox yet
   */
  @Override
  public Optional<SinkLength> write(List<Outbox.Waiting> answers) {
    for (Outbox.Waiting answer : answers) {
      if (!answer.line().isEmpty()) {
        post(answer);
      }
    }
    return Optional.empty();
  }

  /** Ends all waiting. */
  @Override
  public void close() {
    closed.countDown();
  }

  private void post(Outbox.Waiting answer) {
    long start = System.nanoTime();
    for (int failures = 1; ; failures++) {
      Optional<Webhook.Failure> failure;
      try {
        failure = webhook.post(answer.id(), answer.line());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ended(e);
      }
      var taken = Duration.ofNanos(System.nanoTime() - start);
      if (failure.isEmpty()) {
        sayAgain(failures - 1, taken);
        return;
      }
      Duration pause = pause(failure.get(), failures);
      requireHope(failure.get(), failures, taken.plus(pause));
      if (failures == 1) {
        listener.failing(
            "%s (trying again %s)".formatted(failure.get().sentence(), retry.patienceInWords()));
      }
      rest(pause);
    }
  }

  private void sayAgain(int failures, Duration taken) {
    if (failures > 0) {
      listener.recovered(
          "the webhook takes answers again, after %s".formatted(RetryPolicy.inWords(taken)));
    }
  }

  private Duration pause(Webhook.Failure failure, int failures) {
    Duration own = retry.pauseAfter(failures, ThreadLocalRandom.current().nextDouble());
    Duration asked = failure.pause().map(RetryPolicy::bounded).orElse(Duration.ZERO);
    return asked.compareTo(own) > 0 ? asked : own;
  }

  private void requireHope(Webhook.Failure failure, int failures, Duration until) {
    if (!failure.passing()) {
      throw new UndeliveredAnswerException(
          "%s; it is kept; mend that, or name another --answers, and run this again"
              .formatted(failure.sentence()));
    }
    if (retry.patience().map(most -> until.compareTo(most) > 0).orElse(false)) {
      throw new UndeliveredAnswerException(
          "%s (given up after %,d attempts; --retry-for sets for how long); answers are kept; mend that and run this again"
              .formatted(failure.sentence(), failures));
    }
  }

  private void rest(Duration pause) {
    try {
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new UndeliveredAnswerException(unfinished());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ended(e);
    }
  }

  private static UndeliveredAnswerException ended(InterruptedException cause) {
    return new UndeliveredAnswerException(unfinished(), cause);
  }

  private static String unfinished() {
    return "this run ended before the webhook had taken all answers; they are kept; run this again";
  }
}
