package dev.winnow.build.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The energy that processors say they took, where Linux passes it on (RAPL, {@code
 * /sys/class/powercap}): of the whole processor, whatever runs on it. Boards with an ARM processor
 * mostly have no such meter, and of others it is often for root alone.
 */
public final class EnergyMeter {
  private static final Path POWERCAP = Path.of("/sys/class/powercap");

  private final List<Path> counters;
  private final String absence;

  private EnergyMeter(List<Path> counters, String absence) {
    this.counters = counters;
    this.absence = absence;
  }

  /** The meter of this machine, which may be none. */
  public static EnergyMeter here() {
    return in(POWERCAP);
  }

  static EnergyMeter in(Path powercap) {
    List<Path> zones = zones(powercap);
    if (zones.isEmpty()) {
      return new EnergyMeter(List.of(), "this machine does not tell (no RAPL in " + powercap + ")");
    }
    List<Path> readable = zones.stream().filter(zone -> read(zone) >= 0).toList();
    return readable.size() == zones.size()
        ? new EnergyMeter(readable, "")
        : new EnergyMeter(
            List.of(),
            "not readable by this user (" + zones.get(0).resolve("energy_uj") + "); ask as root");
  }

  /** One zone for each processor; those inside one have a second colon. */
  private static List<Path> zones(Path powercap) {
    try (Stream<Path> files = Files.list(powercap)) {
      return files
          .filter(zone -> String.valueOf(zone.getFileName()).matches("[a-z-]+:[0-9]+"))
          .filter(zone -> Files.exists(zone.resolve("energy_uj")))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static long read(Path zone) {
    return number(zone.resolve("energy_uj"));
  }

  private static long number(Path file) {
    return Machine.text(file)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .orElse(-1L);
  }

  /** Whether it tells. */
  public boolean isReadable() {
    return !counters.isEmpty();
  }

  /** Why it does not tell, in a few words; empty if it does. */
  public String absence() {
    return absence;
  }

  /** What the counters say now. */
  public Reading now() {
    return new Reading(counters.stream().map(EnergyMeter::read).toList());
  }

  /** Joules from one reading to a later one; a counter that began anew in between did so once. */
  public double joules(Reading from, Reading to) {
    double microjoules = 0;
    for (int i = 0; i < counters.size(); i++) {
      long apart = to.microjoules.get(i) - from.microjoules.get(i);
      long range = number(counters.get(i).resolve("max_energy_range_uj"));
      microjoules += apart < 0 ? apart + Math.max(0, range) : apart;
    }
    return microjoules / 1e6;
  }

  /**
   * A moment.
   *
   * @param microjoules by the counter
   */
  public record Reading(List<Long> microjoules) {
    public Reading {
      microjoules = List.copyOf(microjoules);
    }
  }
}
