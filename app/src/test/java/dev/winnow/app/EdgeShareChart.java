package dev.winnow.app;

import dev.winnow.audit.report.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Draws {@code docs/edge-share.svg} from {@code docs/edge-share.csv}, what builds printed: accuracy
 * against what the edge computes.
 *
 * <pre>
 * java -cp 'app/target/test-classes:app/target/winnow/winnow.jar:app/target/winnow/lib/*' dev.winnow.app.EdgeShareChart docs/edge-share.csv docs/edge-share.svg
 * </pre>
 */
final class EdgeShareChart {
  private static final Map<String, String> COLOURS =
      Map.of(
          "advanced, smaller images", "#17693a",
          "reduced, smaller images", "#1f5fa8",
          "bottleneck, earlier cut", "#8a3ffc");
  private static final double LOWEST = 0.5;

  private EdgeShareChart() {}

  /**
   * A row of the table.
   *
   * @param share of the multiply-accumulates, 0 to 1
   * @param balanced accuracy, 0 to 1
   */
  private record Row(String embedding, double share, double balanced, String told) {
    static Row parse(String line) {
      String[] cells = line.split(";", -1);
      double share = Double.parseDouble(cells[1]) / 100;
      double balanced = Double.parseDouble(cells[3]) / 100;
      String told =
          "%s, %s: edge share %s %%, seed %s, balanced %s %%, %s bits, leakage %s"
              .formatted(cells[0], cells[6], cells[1], cells[2], cells[3], cells[4], cells[5]);
      return new Row(cells[0], share, balanced, told);
    }
  }

  /** The table, and the drawing to be written. */
  public static void main(String[] args) throws IOException {
    List<Row> rows = Files.readAllLines(Path.of(args[0])).stream().skip(1).map(Row::parse).toList();
    String svg =
        chart(rows)
            .svg("Balanced accuracy of gender on LFW against the edge's share of the work")
            .replaceFirst(
                "<svg ",
                "<svg xmlns='http://www.w3.org/2000/svg' font-family='sans-serif' font-size='13' ");
    Files.writeString(Path.of(args[1]), svg);
  }

  private static Chart chart(List<Row> rows) {
    Chart chart = new Chart(0, 1.03, LOWEST, 1);
    for (int i = 0; i <= 5; i++) {
      chart.tickAcross(i / 5.0, 20 * i + " %");
      chart.tickDown(LOWEST + i / 10.0, 50 + 10 * i + " %");
    }
    chart.axes("edge share of multiply-accumulates", "balanced accuracy, at most 1 bit");
    for (Row row : rows) {
      String colour = COLOURS.getOrDefault(row.embedding, "#000");
      chart.dot(row.share, row.balanced, colour, row.told);
    }
    int line = 0;
    for (String embedding : COLOURS.keySet().stream().sorted().toList()) {
      double y = 0.72 - 0.04 * line++;
      chart.dot(0.62, y, COLOURS.getOrDefault(embedding, "#000"));
      chart.text(0.62, y, 12, 4, "start", embedding);
    }
    return chart;
  }
}
