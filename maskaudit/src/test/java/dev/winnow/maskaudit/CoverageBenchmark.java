package dev.winnow.maskaudit;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.mask.MaskSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lingering and look-ahead add to detecting and filling frame by frame, which is what other
 * tools do. Prints how many of the faces that judges find on films each way covers. Arguments: a
 * mask's package, judges with commas between them, films.
 */
final class CoverageBenchmark {
  private CoverageBenchmark() {}

  public static void main(String[] arguments) {
    AuditedMask mask = AuditedMask.of(ExtractorPackage.read(Path.of(arguments[0])), 2);
    List<Path> judges = Arrays.stream(arguments[1].split(",")).map(Path::of).toList();
    for (Map.Entry<String, MaskSettings> way : ways(mask.settings()).entrySet()) {
      List<CoverageTally> tallies = new ArrayList<>();
      for (Path file : judges) {
        try (Judge judge = Judge.open(file, mask.own(), 2)) {
          CoverageTally tally = new CoverageTally(judge, mask.settings().appearance().fill());
          AuditedMask other = new AuditedMask(way.getValue(), mask.detector(), mask.own());
          for (String film : List.of(arguments).subList(2, arguments.length)) {
            new ReleasedFrames(other).ofFilm(Path.of(film), tally, Progress.NONE);
          }
          tallies.add(tally);
        }
      }
      tallies.forEach(tally -> print(way.getKey(), tally.sources()));
    }
  }

  private static void print(String way, List<SourceCoverage> sources) {
    for (SourceCoverage each : sources) {
      System.out.printf(
          "%-15s %-24s %-24s %5d faces, %4d missed%n",
          way, each.judge(), each.source(), each.faces(), each.faces() - each.covered());
    }
    int faces = sources.stream().mapToInt(SourceCoverage::faces).sum();
    int covered = sources.stream().mapToInt(SourceCoverage::covered).sum();
    System.out.printf("%-15s %.3f %% of %,d faces%n", way, 100.0 * covered / faces, faces);
  }

  private static Map<String, MaskSettings> ways(MaskSettings whole) {
    MaskSettings.Persistence all = whole.persistence();
    Map<String, MaskSettings> ways = new LinkedHashMap<>();
    ways.put(
        "frame by frame",
        whole.with(new MaskSettings.Persistence(Duration.ZERO, 0, Duration.ZERO, Duration.ZERO)));
    ways.put(
        "with lingering",
        whole.with(
            new MaskSettings.Persistence(
                all.linger(), all.growth(), Duration.ZERO, all.interval())));
    ways.put("with look-ahead", whole);
    return ways;
  }
}
