package dev.winnow.attack.adversary;

import com.sun.management.OperatingSystemMXBean;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long nearest neighbours and kernel densities take beside scikit-learn's, in the same run: of
 * 5,000 people 14 features of 8 values are known and 6 unknown. Ours rank all people for each
 * unknown feature, scikit-learn's only name the best. Over nearest neighbours both take turns,
 * since the machine may be faster in one minute than in the next; scikit-learn's densities take
 * minutes and run once. The first runs are slower: the compiler is still at work, and memory is
 * touched for the first time.
 *
 * <pre>{@code
 * mvn -q -pl attack -am -Dquick -DskipTests package dependency:build-classpath \
 *     -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath
 * java -cp "attack/target/test-classes:attack/target/classes:$(cat attack/target/test.classpath)" \
 *     dev.winnow.attack.adversary.AdversarySpeed attack/src/test/python/adversary_speed.py python3
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
  public static void main(String[] args) throws IOException {
    PreparedData data = Synthetic.data(PEOPLE, 14, 6, WIDTH, WIDTH, 2).prepared(1);
    try (Rival rival = Rival.open(args[1], args[0], data)) {
      for (int run = 1; run <= RUNS; run++) {
        compare(run, new NearestNeighbour(), data, rival.cost("knn"));
      }
      Cost densities = rival.cost("kde");
      for (Adversary adversary :
          List.of(GaussianKde.white(), GaussianKde.pooled(), GaussianKde.own())) {
        for (int run = 1; run <= RUNS; run++) {
          compare(run, adversary, data, densities);
        }
      }
    }
    System.out.printf("load %.2f%n", MACHINE.getSystemLoadAverage());
  }

  private static void compare(int run, Adversary adversary, PreparedData data, Cost other) {
    long start = System.nanoTime();
    long before = MACHINE.getProcessCpuTime();
    Ranking ranking = Ranking.of(adversary, data);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = (MACHINE.getProcessCpuTime() - before) / 1e9;
    System.out.printf(
        "%s, run %d: %.2f s, processor %.2f s, top-1 %.4f; scikit-learn %.2f s, top-1 %.4f;"
            + " %.1f times as fast, %.1f by processor%n",
        adversary.word(),
        run,
        seconds,
        cpu,
        ranking.measurement(Metric.TOP_ONE, 1).estimate().value(),
        other.seconds,
        other.top,
        other.seconds / seconds,
        other.cpu / cpu);
  }

  /**
   * What scikit-learn took.
   *
   * @param seconds that went by
   * @param cpu seconds of all processors
   * @param top share of people named rightly
   */
  private record Cost(double seconds, double cpu, double top) {}

  /** scikit-learn, in a process of its own. */
  private record Rival(Path folder, Process process, BufferedReader answers, Writer orders)
      implements AutoCloseable {
    static Rival open(String python, String script, PreparedData data) throws IOException {
      Path folder = Files.createTempDirectory("adversary-speed");
      write(data.known(), folder.resolve("known"));
      write(data.unknown(), folder.resolve("unknown"));
      Process process =
          new ProcessBuilder(python, script, folder.toString(), "" + PEOPLE, "" + WIDTH)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Rival(
          folder,
          process,
          process.inputReader(StandardCharsets.UTF_8),
          process.outputWriter(StandardCharsets.UTF_8));
    }

    Cost cost(String what) throws IOException {
      orders.write(what + "\n");
      orders.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("the script ended without an answer; see what it said above");
      }
      String[] words = line.split(" ", 3);
      return new Cost(
          Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    @Override
    public void close() throws IOException {
      process.destroy();
      Files.delete(folder.resolve("known"));
      Files.delete(folder.resolve("unknown"));
      Files.delete(folder);
    }

    private static void write(Tensor rows, Path file) throws IOException {
      ByteBuffer bytes =
          ByteBuffer.allocate(4 * rows.shape().size()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(rows.buffer());
      Files.write(file, bytes.array());
    }
  }
}
