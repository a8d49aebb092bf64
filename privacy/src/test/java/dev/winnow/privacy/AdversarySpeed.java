package dev.winnow.privacy;

import com.sun.management.OperatingSystemMXBean;
import dev.winnow.core.Tensor;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long nearest neighbours and kernel densities take beside scikit-learn's, in the same run: of
 * 5,000 people 14 features of 8 values are known and 6 unknown. Ours rank all people for each
 * unknown feature, scikit-learn's only name the best. The first runs are slower: the compiler is
 * still at work, and memory is touched for the first time.
 *
 * <pre>{@code
 * mvn -q -pl privacy -am -Dquick -DskipTests package dependency:build-classpath \
 *     -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
 * java -cp "privacy/target/test-classes:privacy/target/classes:$(cat privacy/target/test.classpath)" \
 *     dev.winnow.privacy.AdversarySpeed privacy/src/test/python/adversary_speed.py python3
 * }</pre>
 */
final class AdversarySpeed {
  private static final int PEOPLE = 5_000;
  private static final int WIDTH = 8;
  private static final int RUNS = 10;

  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private AdversarySpeed() {}

  /**
   * Prints seconds and ratios.
   *
   * @param args {@code adversary_speed.py} and a Python that has scikit-learn
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Evidence evidence = Synthetic.evidence(PEOPLE, 14, 6, WIDTH, WIDTH, 2);
    Prepared prepared = evidence.prepared(1);
    PrintStream out = System.out;
    Map<String, Cost> reference = reference(prepared, args[0], args[1], out);
    for (Adversary adversary :
        List.of(
            new NearestNeighbour(), GaussianKde.white(), GaussianKde.pooled(), GaussianKde.own())) {
      Cost other = reference.get(adversary.word().split("-", 2)[0]);
      if (other == null) {
        throw new IOException("the script says nothing of " + adversary.word());
      }
      for (int run = 1; run <= RUNS; run++) {
        long start = System.nanoTime();
        long before = MACHINE.getProcessCpuTime();
        Ranking ranking = Ranking.of(adversary, prepared);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (MACHINE.getProcessCpuTime() - before) / 1e9;
        double top = ranking.measured(Measure.TOP_ONE, 1).estimate().value();
        out.printf(
            "%s, run %d: %.2f s, processor %.2f s, top-1 %.4f, %.1f times as fast, %.1f by processor%n",
            adversary.word(), run, seconds, cpu, top, other.seconds / seconds, other.cpu / cpu);
      }
    }
    out.printf("load %.2f%n", MACHINE.getSystemLoadAverage());
  }

  /**
   * What one of the references took.
   *
   * @param seconds that went by
   * @param cpu seconds of all processors
   */
  private record Cost(double seconds, double cpu) {}

  private static Map<String, Cost> reference(
      Prepared prepared, String script, String python, PrintStream out)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("adversary-speed");
    write(prepared.known(), folder.resolve("known"));
    write(prepared.unknown(), folder.resolve("unknown"));
    Process process =
        new ProcessBuilder(python, script, folder.toString(), "" + PEOPLE, "" + WIDTH)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Cost> costs = new HashMap<>();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println("scikit-learn " + line);
        String[] words = line.split(" ", 4);
        costs.put(words[0], new Cost(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(python + " failed");
    }
    Files.delete(folder.resolve("known"));
    Files.delete(folder.resolve("unknown"));
    Files.delete(folder);
    return costs;
  }

  private static void write(Tensor rows, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * rows.shape().size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(rows.buffer());
    Files.write(file, bytes.array());
  }
}
