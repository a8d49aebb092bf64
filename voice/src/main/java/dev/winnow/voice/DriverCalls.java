package dev.winnow.voice;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of a device's driver, which may never return. Each runs in a thread that does not keep the
 * program alive, so that whoever asked can stop waiting. What a call that came too late still does
 * is nobody's any more.
 */
final class DriverCalls {
  private final Duration most;

  /** One for each call that is not answered yet; they end when none came for a second. */
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), DriverCalls::thread);

  /**
   * @param most how long a call may take
   */
  DriverCalls(Duration most) {
    this.most = most;
  }

  private static Thread thread(Runnable call) {
    Thread thread = new Thread(call, "winnow-microphone");
    thread.setDaemon(true);
    return thread;
  }

  /** A driver that has not answered in time. */
  static final class LateException extends IOException {
    private static final long serialVersionUID = 1;

    LateException(String message) {
      super(message);
    }
  }

  /** How long a call may take, in words. */
  String limit() {
    return most.toMillis() < 1_000 ? most.toMillis() + " ms" : most.toSeconds() + " s";
  }

  /**
   * Calls, and waits for the answer.
   *
   * @throws LateException if it does not come in time
   * @throws IOException if the call fails, which is the cause
   * @throws InterruptedException if the thread that waits is interrupted
   */
  <T> T call(Callable<T> call) throws IOException, InterruptedException {
    Future<T> answer = threads.submit(call);
    try {
      return answer.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new LateException("no answer within " + limit());
    } catch (ExecutionException e) {
      throw new IOException("the driver failed", e.getCause());
    }
  }
}
