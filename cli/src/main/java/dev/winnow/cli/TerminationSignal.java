package dev.winnow.cli;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What tells this process to end: SIGTERM, Ctrl-C or the end of its terminal. Java's own answer to
 * them is to run all shutdown hooks at the same time, and one of them is ONNX Runtime's, which
 * frees its environment whether models still run or not. Here nothing happens but that {@link
 * #await} returns and whoever asked is told, so that they can stop in the right order and then end
 * the process. A second signal ends it at once.
 */
public final class TerminationSignal implements AutoCloseable {
  /** What a shell reports of a process that SIGTERM ended. */
  private static final int TERMINATED = 128 + 15;

  private static final System.Logger LOG = System.getLogger(TerminationSignal.class.getName());

  private final CountDownLatch came = new CountDownLatch(1);

  /** Each gives a signal back to whom it went before. */
  private final List<Runnable> givingBack = new ArrayList<>();

  private final Runnable told;

  private TerminationSignal(Runnable told) {
    this.told = told;
  }

  /** Takes the signals from now on. */
  public static TerminationSignal taken() {
    return taken(() -> {});
  }

  /**
   * Takes the signals from now on.
   *
   * @param told called at the first one, on a thread of its own
   */
  public static TerminationSignal taken(Runnable told) {
    TerminationSignal signal = new TerminationSignal(told);
    for (String name : new String[] {"TERM", "INT", "HUP"}) {
      signal.take(name, signal::raise);
    }
    return signal;
  }

  /**
   * Takes the signals from now on, of which SIGHUP does not end the process but asks it to read its
   * configuration again, as daemons have it.
   *
   * @param told called at the first one, on a thread of its own
   * @param reload called at each SIGHUP, on a thread of its own
   */
  public static TerminationSignal taken(Runnable told, Runnable reload) {
    TerminationSignal signal = new TerminationSignal(told);
    signal.take("TERM", signal::raise);
    signal.take("INT", signal::raise);
    signal.take("HUP", reload);
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
    told.run();
  }

  /**
   * Java has one class for signals, in its module {@code jdk.unsupported} since nothing has come in
   * its place. The compiler warns of every mention of it and cannot be told not to, so that it is
   * looked up by name.
   */
  private void take(String name, Runnable action) {
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
                action.run();
                return null;
              });
      Method handle = type.getMethod("handle", type, handler);
      Object signal = type.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, signal, calling);
      givingBack.add(() -> giveBack(handle, signal, before));
    } catch (InvocationTargetException e) {
      // Another system has no such signal, or Java was told to leave it alone (-Xrs): then the
      // process ends as Java ends it.
      LOG.log(Level.INFO, "the signal {0} is left to Java: {1}", name, e.getCause());
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.INFO, "signals are left to Java: {0}", e);
    }
  }

  private static void giveBack(Method handle, Object signal, Object before) {
    try {
      handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.WARNING, "a signal cannot be given back", e);
    }
  }
}
