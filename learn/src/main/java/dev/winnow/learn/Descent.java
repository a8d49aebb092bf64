package dev.winnow.learn;

/** Moves weights against their gradients, and remembers what it needs to do so. */
interface Descent extends AutoCloseable {
  /** Makes one step inside the {@link Scope} that holds the gradients, and clears them. */
  void step(double learningRate);

  /** Frees what is remembered. */
  @Override
  void close();
}
