package dev.winnow.app.device;

import dev.winnow.build.device.EnergyMeter;
import dev.winnow.build.device.Machine;
import dev.winnow.build.device.NetworkProfile;
import dev.winnow.build.device.NetworkTiming;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.onnx.profile.LayerGroup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What networks cost a machine, for people.
 *
 * @param threads that computed one answer
 * @param runs answers that were timed
 */
record ProfileText(Machine machine, EnergyMeter meter, int threads, int runs) {
  void print(Map<Path, NetworkProfile> profiles, PrintWriter out) {
    out.println("machine    " + machine.text());
    Path first = profiles.keySet().iterator().next();
    profiles.forEach(
        (file, profile) -> {
          out.println();
          print(file, profile, out);
          if (!file.equals(first)) {
            beside(first, profiles.getOrDefault(first, profile), profile, out);
          }
          layers(profile, out);
        });
  }

  private void print(Path file, NetworkProfile profile, PrintWriter out) {
    NetworkTiming timing = profile.timing();
    out.printf("network    %s, %s%n", file, Units.bytes(profile.bytes()));
    out.printf(
        Locale.ROOT,
        "answers    loaded in %.1f ms, the first after %.2f ms, then %.3f ms (median of %,d, %d %s; a tenth took %.3f ms at most)%n",
        timing.load(),
        timing.first(),
        timing.answer(),
        runs,
        threads,
        threads == 1 ? "thread" : "threads",
        timing.undisturbed());
    out.println("memory     " + memory(profile));
    out.println("energy     " + energy(timing));
  }

  private static String memory(NetworkProfile profile) {
    if (profile.peak().isEmpty() || profile.resident().isEmpty()) {
      return "this system does not tell (no /proc)";
    }
    return "%s resident at most, of which %s before it was loaded"
        .formatted(
            Units.bytes(profile.peak().getAsLong()), Units.bytes(profile.resident().getAsLong()));
  }

  private String energy(NetworkTiming timing) {
    return timing.joules().isPresent()
        ? String.format(
            Locale.ROOT,
            "%.4f joules an answer, of the whole processor",
            timing.joules().getAsDouble())
        : meter.absence();
  }

  private static void beside(
      Path file, NetworkProfile first, NetworkProfile other, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "beside     %s: %.2f times its milliseconds (%.2f undisturbed), %.2f times its bytes%n",
        file,
        other.timing().answer() / first.timing().answer(),
        other.timing().undisturbed() / first.timing().undisturbed(),
        (double) other.bytes() / first.bytes());
  }

  private static void layers(NetworkProfile profile, PrintWriter out) {
    double total = profile.groups().stream().mapToDouble(LayerGroup::milliseconds).sum();
    TextTable table = new TextTable("layers up to ", "MACs", "ms", "");
    for (LayerGroup group : profile.groups()) {
      table.row(
          group.name(),
          Units.count(group.macs()),
          String.format(Locale.ROOT, "%.3f", group.milliseconds()),
          Units.percent(total == 0 ? 0 : group.milliseconds() / total));
    }
    out.println();
    table.print(out);
  }
}
