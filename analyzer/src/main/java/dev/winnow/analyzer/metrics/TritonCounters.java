package dev.winnow.analyzer.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** One version's counts, as Triton has them; times in nanoseconds. */
final class TritonCounters {
  final LongAdder success = new LongAdder();
  final LongAdder rows = new LongAdder();
  final LongAdder runs = new LongAdder();
  final LongAdder pending = new LongAdder();
  final LongAdder request = new LongAdder();
  final LongAdder queue = new LongAdder();
  final LongAdder input = new LongAdder();
  final LongAdder infer = new LongAdder();
  final LongAdder output = new LongAdder();

  /** By Triton's word for the reason. */
  final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

  void failed(String reason) {
    failures.computeIfAbsent(reason, unknown -> new LongAdder()).increment();
  }
}
