package dev.winnow.learn.operator;

/** Whole numbers that a node takes: constant, or computed before it. */
@FunctionalInterface
interface Integers {
  long[] of(NodeInvocation invocation);
}
