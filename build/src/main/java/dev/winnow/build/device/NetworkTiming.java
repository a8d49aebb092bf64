package dev.winnow.build.device;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.profile.KernelTimes;
import dev.winnow.onnx.profile.SampleInput;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How long a network takes, one sample after the other.
 *
 * @param load milliseconds from its bytes to a session that is ready
 * @param first milliseconds of the first answer
 * @param answer milliseconds of a later one, the median
 * @param undisturbed the same of the fastest tenth, what it takes where nothing else runs
 * @param joules of an answer, of the whole processor; empty if the machine does not tell
 */
public record NetworkTiming(
    double load, double first, double answer, double undisturbed, OptionalDouble joules) {
  /**
   * Measures.
   *
   * @param bytes of the network's file
   * @param threads that compute one answer
   * @param warm answers that do not count
   * @param runs that do, at least 1
   */
  public static NetworkTiming of(
      String what, byte[] bytes, int threads, int warm, int runs, EnergyMeter meter) {
    long start = System.nanoTime();
    Network network = Network.parse(what, bytes);
    try (Session session = Session.open(network, threads)) {
      double load = since(start);
      SampleInput input = SampleInput.of(network);
      start = System.nanoTime();
      session.run(input.tensors());
      double first = since(start);
      double[] times = new double[runs];
      EnergyMeter.Reading before = meter.now();
      for (int run = -warm; run < runs; run++) {
        before = run == 0 ? meter.now() : before;
        start = System.nanoTime();
        session.run(input.tensors());
        if (run >= 0) {
          times[run] = since(start) / input.rows();
        }
      }
      double joules = meter.joules(before, meter.now()) / runs / input.rows();
      Arrays.sort(times);
      return new NetworkTiming(
          load,
          first,
          times[(int) (KernelTimes.MEDIAN * (runs - 1))],
          times[(int) (KernelTimes.UNDISTURBED * (runs - 1))],
          meter.isReadable() ? OptionalDouble.of(joules) : OptionalDouble.empty());
    }
  }

  /** The same with load and first answer of another, which was the first in this process. */
  NetworkTiming withStart(NetworkTiming other) {
    return new NetworkTiming(other.load, other.first, answer, undisturbed, joules);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
