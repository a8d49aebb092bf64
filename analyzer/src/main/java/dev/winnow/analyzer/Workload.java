package dev.winnow.analyzer;

import java.util.function.IntConsumer;

/**
 * How much a backend may do at once, and whom it tells.
 *
 * @param threads how many runs may compute at the same time, each in a thread of its own, at least
 *     1
 * @param waiting how many requests may wait before more are turned away, at least 1
 * @param ran to be told the number of rows of every run, before its requests have their answers
 */
public record Workload(int threads, int waiting, IntConsumer ran) {}
