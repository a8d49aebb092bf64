package dev.winnow.core.concurrent;

import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that keep no process alive.
 *
 * @param name of each, for whoever reads a dump of threads
 */
public record DaemonThreads(String name) implements ThreadFactory {
  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
