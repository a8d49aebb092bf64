package dev.winnow.app.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tells this process to end: SIGTERM, Ctrl-C or the end of its terminal. Java's own answer to
 * them is to run all shutdown hooks at the same time, and one of them is ONNX Runtime's, which
 * frees its environment whether models still run or not. Here nothing happens but that {@link
 * #await} returns, so that whoever waits can stop in the right order and then end the process. A
 * second signal ends it at once.
 */
public final class TerminationSignal implements AutoCloseable {
  /** What a shell reports of a process that SIGTERM ended. */
  private static final int TERMINATED = 128 + 15;

  private static final Logger LOG = LoggerFactory.getLogger(TerminationSignal.class);

  private final CountDownLatch came = new CountDownLatch(1);

  /** Each gives a signal back to whom it went before. */
  private final List<Runnable> givingBack = new ArrayList<>();

  private TerminationSignal() {}

  /** Takes the signals from now on. */
  public static TerminationSignal taken() {
    TerminationSignal signal = new TerminationSignal();
    for (String name : new String[] {"TERM", "INT", "HUP"}) {
      signal.take(name);
    }
    return signal;
  }

  /** Waits for the first signal. */
  public void await() throws InterruptedException {
    came.await();
  }

  /** Gives the signals back to whom they went before. */
  @Override
  public void close() {
    givingBack.forEach(Runnable::run);
  }

  private void raise() {
    if (came.getCount() == 0) {
      Runtime.getRuntime().halt(TERMINATED);
    }
    came.countDown();
  }

  /**
   * Java has one class for signals, in its module {@code jdk.unsupported} since nothing has come in
   * its place. The compiler warns of every mention of it and cannot be told not to, so that it is
   * looked up by name.
   */
  private void take(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object calling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass().equals(Object.class)) {
                  return method.invoke(came, arguments);
                }
                raise();
                return null;
              });
      Method handle = type.getMethod("handle", type, handler);
      Object signal = type.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, signal, calling);
      givingBack.add(() -> giveBack(handle, signal, before));
    } catch (InvocationTargetException e) {
      // Another system has no such signal, or Java was told to leave it alone (-Xrs): then the
      // process ends as Java ends it.
      LOG.info("the signal {} is left to Java: {}", name, String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      LOG.info("signals are left to Java: {}", e.toString());
    }
  }

  private static void giveBack(Method handle, Object signal, Object before) {
    try {
      handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException e) {
      LOG.warn("a signal cannot be given back", e);
    }
  }
}
