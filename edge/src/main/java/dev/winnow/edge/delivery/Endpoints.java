package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;
import dev.winnow.edge.credentials.RenewingClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The analyzers that a node asks, in turn and again until one answers. Used by several threads, of
 * which each waits for its own answer. Whoever opens it closes it.
 */
public final class Endpoints implements AutoCloseable {
  /** Longest wait in which it goes unnoticed that a request is not wanted any more. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final List<Endpoint> endpoints;
  private final RetryPolicy retry;
  private final DeliveryListener listener;
  private boolean closed;

  private Endpoints(List<Endpoint> endpoints, RetryPolicy retry, DeliveryListener listener) {
    this.endpoints = endpoints;
    this.retry = retry;
    this.listener = listener;
  }

  /**
   * What is to be done with one analyzer; repeated where time may mend what failed.
   *
   * @param <T> what it brings
   */
  @FunctionalInterface
  public interface Exchange<T> {
    /** Does it. All requests go through this analyzer. */
    T with(Http http);
  }

  /**
   * What an exchange brought.
   *
   * @param bytesBefore of attempts before the one that succeeded, as far as they reached a server
   */
  public record Brought<T>(T value, long bytesBefore) {}

  /**
   * Makes the analyzers known; nothing is connected yet.
   *
   * @throws dev.winnow.edge.credentials.UnusableCredentialsException if the credentials cannot be
   *     read, or are not what they should be
   */
  public static Endpoints of(Analyzers analyzers, RetryPolicy retry, RequestLog log) {
    RenewingClient client =
        RenewingClient.open(
            analyzers.credentials(), analyzers.isSecure(), analyzers.listener()::remark);
    RequestLog observed = new ObservedLog(log, analyzers.listener());
    List<Endpoint> all =
        analyzers.addresses().stream()
            .map(
                address ->
                    new Endpoint(new Http(client, address, retry, observed), System.nanoTime()))
            .toList();
    return new Endpoints(all, retry, analyzers.listener());
  }

  /** As {@link #call(Exchange, Optional, BooleanSupplier)} with the policy's patience. */
  public <T> Brought<T> call(Exchange<T> exchange, BooleanSupplier unwanted) {
    return call(exchange, retry.patience(), unwanted);
  }

  /**
   * Does an exchange with the first analyzer that is well, and with the next one, or again, as long
   * as it fails in a way that may pass.
   *
   * @param patience from now; the last attempt may end later, and empty means no end
   * @param unwanted asked now and then whether to give up
   * @throws UnreachableAnalyzerException if no attempt brought a response in time
   * @throws RefusedRequestException if the last response was an error, or an error that no time
   *     mends
   */
  public <T> Brought<T> call(
      Exchange<T> exchange, Optional<Duration> patience, BooleanSupplier unwanted) {
    long start = System.nanoTime();
    long bytesBefore = 0;
    for (int attempts = 0; ; attempts++) {
      Endpoint endpoint = claim(attempts, start, patience, unwanted);
      long begun = System.nanoTime();
      try {
        T brought = exchange.with(endpoint.http());
        succeeded(endpoint, begun);
        return new Brought<>(brought, bytesBefore);
      } catch (TemporaryFailureException e) {
        bytesBefore += e.bytesUp();
        failed(endpoint, e, begun);
      } catch (RuntimeException e) {
        released(endpoint, begun);
        if (e instanceof WinnowException known) {
          listener.refused(endpoint.http().address(), known.getMessage());
        }
        throw e;
      }
    }
  }

  /** Ends all waiting; attempts under way come to their end. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits for an analyzer that may be asked. */
  private synchronized Endpoint claim(
      int attempts, long start, Optional<Duration> patience, BooleanSupplier unwanted) {
    while (true) {
      long now = System.nanoTime();
      long wait = Long.MAX_VALUE;
      for (Endpoint endpoint : endpoints) {
        if (!endpoint.isBeingTried()) {
          wait = Math.min(wait, endpoint.pauseLeft(now));
          if (endpoint.pauseLeft(now) <= 0 && !closed) {
            endpoint.begin();
            return endpoint;
          }
        }
      }
      long left = patience.map(time -> time.toNanos() - (now - start)).orElse(Long.MAX_VALUE);
      boolean tooLate = wait == Long.MAX_VALUE ? left <= 0 : left < wait;
      if (unwanted.getAsBoolean()) {
        throw new AbandonedRequestException(givenUp(attempts));
      }
      if (closed || tooLate || !slept(Math.min(wait, left))) {
        throw givenUp(attempts);
      }
    }
  }

  /** False if the thread is to end. */
  private boolean slept(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, Math.min(nanos, LOOK_NANOS)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private WinnowException givenUp(int attempts) {
    WinnowException failure =
        endpoints.stream()
            .flatMap(endpoint -> endpoint.lastFailure().stream())
            .reduce((first, second) -> second)
            .map(TemporaryFailureException::failure)
            .orElseGet(
                () -> UnreachableAnalyzerException.closed(endpoints.get(0).http().address()));
    return attempts <= 1 ? failure : GivenUp.after(attempts, failure);
  }

  private synchronized void succeeded(Endpoint endpoint, long begun) {
    Optional<Duration> away = endpoint.succeeded(begun, System.nanoTime());
    notifyAll();
    listener.answered(endpoint.http().address());
    away.ifPresent(
        time ->
            listener.remark(
                "%s answers again, after %s"
                    .formatted(endpoint.http().address(), RetryPolicy.inWords(time))));
  }

  /** What happened says nothing about whether the analyzer is well. */
  private synchronized void released(Endpoint endpoint, long begun) {
    endpoint.release(begun);
    notifyAll();
  }

  private synchronized void failed(
      Endpoint endpoint, TemporaryFailureException failure, long begun) {
    double drawn = ThreadLocalRandom.current().nextDouble();
    long now = System.nanoTime();
    boolean isNew = endpoint.failed(failure, begun, now, retry, drawn);
    notifyAll();
    listener.failed(
        endpoint.http().address(),
        failure.failure().getMessage(),
        Duration.ofNanos(Math.max(0, endpoint.pauseLeft(now))));
    boolean single = retry.patience().map(Duration::isZero).orElse(false);
    if (isNew && !single) {
      listener.remark(
          "%s (trying again %s)".formatted(failure.getMessage(), retry.patienceInWords()));
    }
  }
}
