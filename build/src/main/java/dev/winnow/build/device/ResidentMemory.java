package dev.winnow.build.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What this process has in memory, as Linux says in {@code /proc}; empty elsewhere. */
public final class ResidentMemory {
  private static final Path SELF = Path.of("/proc/self");

  private ResidentMemory() {}

  /** Bytes now. */
  public static OptionalLong now() {
    return read(SELF.resolve("status"), "VmRSS");
  }

  /** The most bytes since the process began, or since {@link #forgetPeak}. */
  public static OptionalLong peak() {
    return read(SELF.resolve("status"), "VmHWM");
  }

  /** Memory of the whole machine, in bytes. */
  public static OptionalLong ofMachine() {
    return read(Path.of("/proc/meminfo"), "MemTotal");
  }

  /** Lets the peak begin anew; whether Linux allows that to this process. */
  public static boolean forgetPeak() {
    try {
      Files.writeString(SELF.resolve("clear_refs"), "5");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A line such as {@code VmHWM: 1234 kB}, in bytes. */
  static OptionalLong read(Path file, String name) {
    return Machine.field(file, name).stream()
        .filter(value -> value.matches("[0-9]+ kB"))
        .mapToLong(value -> Long.parseLong(value.replace(" kB", "")) * 1024)
        .findFirst();
  }
}
