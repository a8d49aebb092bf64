package dev.winnow.data.importing;

import dev.winnow.data.CaptureFiles;
import dev.winnow.data.CaptureId;
import dev.winnow.data.LabelledSpan;
import dev.winnow.data.Modality;
import dev.winnow.data.Sample;
import dev.winnow.data.UnreadableCaptureException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Divides long captures into windows, from the beginning of each on, as long as a whole window is
 * left. What was recorded at one time stays together: files become the column {@code session}
 * unless there is one already.
 */
final class WindowDivision {
  /** Sums of decimals miss by less than this share of a window. */
  private static final double ROUNDING = 1e-6;

  /** Windows are named to the microsecond. */
  private static final double DECIMALS = 1e6;

  private static final int MOST = 1_000_000;

  private final WindowPlan plan;
  private final Modality modality;
  private final Optional<Double> rate;
  private final List<String> unreadable = new ArrayList<>();
  private int mixed;
  private int gaps;

  /**
   * @param rate values per second at which networks read the set, if that is known
   */
  WindowDivision(WindowPlan plan, Modality modality, Optional<Double> rate) {
    this.plan = plan;
    this.modality = modality;
    this.rate = rate;
  }

  /** Makes a row of each window of the files known so far. */
  OmittedWindows divide(Path folder, KnownFiles known, ColumnEdits edits) {
    boolean bySession = known.columns().stream().map(edits::name).anyMatch(Sample.SESSION::equals);
    for (String path : known.paths()) {
      Map<String, String> more = bySession ? Map.of() : Map.of(Sample.SESSION, path);
      known.add(path, windows(folder, path, more));
    }
    plan.column().ifPresent(column -> known.declare(List.of(column)));
    if (!bySession) {
      known.declare(List.of(Sample.SESSION));
    }
    return new OmittedWindows(mixed, gaps, unreadable);
  }

  private List<Map<String, String>> windows(Path folder, String path, Map<String, String> more) {
    try {
      byte[] bytes = CaptureFiles.bytes(folder.resolve(path));
      List<LabelledSpan> spans = modality.spans(CaptureId.ofFile(path), bytes, plan.column(), rate);
      requireSane(path, spans);
      return windows(spans, more);
    } catch (UnreadableCaptureException e) {
      unreadable.add(e.getMessage());
      return List.of();
    }
  }

  /** A clock that was set while it ran makes a file of seconds last for years. */
  private void requireSane(String path, List<LabelledSpan> spans) {
    if (!spans.isEmpty() && spans.get(spans.size() - 1).end() / plan.step() > MOST) {
      throw new UnreadableCaptureException(
          path, "its times make more than %d windows".formatted(MOST));
    }
  }

  private List<Map<String, String>> windows(List<LabelledSpan> spans, Map<String, String> more) {
    List<Map<String, String>> windows = new ArrayList<>();
    double whole = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).end();
    int from = 0;
    for (int i = 0; i * plan.step() + plan.seconds() <= whole + slack(); i++) {
      double start = i * plan.step();
      while (spans.get(from).end() <= start) {
        from++;
      }
      Map<Optional<String>, Double> shares = shares(spans.subList(from, spans.size()), start);
      double recorded = shares.values().stream().mapToDouble(Double::doubleValue).sum();
      Optional<String> label = label(shares);
      if (recorded < plan.seconds() - slack()) {
        gaps++;
      } else if (plan.column().isPresent() && label.isEmpty()) {
        mixed++;
      } else {
        Map<String, String> values = new HashMap<>(more);
        values.put(KnownSamples.START, text(start));
        values.put(KnownSamples.END, text(start + plan.seconds()));
        label.ifPresent(known -> values.put(plan.column().orElseThrow(), known));
        windows.add(values);
      }
    }
    return windows;
  }

  /** For how long each label holds within a window, in seconds. */
  private Map<Optional<String>, Double> shares(List<LabelledSpan> spans, double start) {
    Map<Optional<String>, Double> shares = new HashMap<>();
    double end = start + plan.seconds();
    for (LabelledSpan span : spans) {
      if (span.start() >= end) {
        break;
      }
      double common = Math.min(span.end(), end) - Math.max(span.start(), start);
      shares.merge(span.label(), common, Double::sum);
    }
    return shares;
  }

  /** The label that holds for long enough and longest, of equals the first by its name. */
  private Optional<String> label(Map<Optional<String>, Double> shares) {
    Map<String, Double> sorted = new TreeMap<>();
    shares.forEach((label, time) -> label.ifPresent(known -> sorted.put(known, time)));
    Optional<String> longest = Optional.empty();
    double most = plan.majority() * plan.seconds() - slack();
    for (Map.Entry<String, Double> each : sorted.entrySet()) {
      if (each.getValue() >= most && each.getValue() > 0) {
        longest = Optional.of(each.getKey());
        most = Math.nextUp(each.getValue());
      }
    }
    return longest;
  }

  private double slack() {
    return ROUNDING * plan.seconds();
  }

  private static String text(double seconds) {
    return String.valueOf(Math.round(seconds * DECIMALS) / DECIMALS);
  }
}
