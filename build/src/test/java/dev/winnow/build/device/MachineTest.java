package dev.winnow.build.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Linux says of a machine, in a folder as Linux lays it out. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class MachineTest {
  @TempDir Path root;

  private Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path zone(String name, long microjoules) throws IOException {
    write(name + "/max_energy_range_uj", "1000000\n");
    return write(name + "/energy_uj", microjoules + "\n");
  }

  @Test
  void here_pc_isCalledByItsProcessor() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\n");

    assertEquals("Some CPU @ 2 GHz", Machine.here(root).processor());
  }

  @Test
  void here_boardWithAnArmProcessor_isCalledByItsModel() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nCPU part\t: 0xd08\n");
    assertEquals("ARM 0xd08", Machine.here(root).processor());

    write("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
    assertEquals("Raspberry Pi 4 Model B Rev 1.4", Machine.here(root).processor());
  }

  @Test
  void here_systemWithoutProc_isCalledByItsArchitecture() {
    assertEquals(System.getProperty("os.arch"), Machine.here(root).processor());
  }

  @Test
  void memory_lineOfStatus_isInBytes() throws IOException {
    Path status = write("status", "Name:\tjava\nVmHWM:\t   2048 kB\nVmRSS:\t    512 kB\n");

    assertEquals(OptionalLong.of(2 << 20), ResidentMemory.read(status, "VmHWM"));
    assertEquals(OptionalLong.empty(), ResidentMemory.read(status, "VmSwap"));
    assertEquals(OptionalLong.empty(), ResidentMemory.read(root.resolve("none"), "VmHWM"));
  }

  /** Of two processors, one began anew in between; what lies inside one is not counted twice. */
  @Test
  void energy_readableCounters_areAddedUp() throws IOException {
    Path first = zone("intel-rapl:0", 100_000);
    Path second = zone("intel-rapl:1", 900_000);
    zone("intel-rapl:0:0", 5);
    EnergyMeter meter = EnergyMeter.in(root);
    EnergyMeter.Reading before = meter.now();
    Files.writeString(first, "300000\n");
    Files.writeString(second, "50000\n");

    assertTrue(meter.isReadable());
    assertEquals(0.2 + 0.15, meter.joules(before, meter.now()), 1e-9);
  }

  @Test
  void energy_counterThatCannotBeRead_isSaidInOneLine() throws IOException {
    Files.createDirectories(root.resolve("intel-rapl:0/energy_uj"));

    EnergyMeter meter = EnergyMeter.in(root);

    assertFalse(meter.isReadable());
    assertTrue(meter.absence().startsWith("not readable by this user"), meter.absence());
  }

  @Test
  void energy_machineWithoutCounters_isSaidInOneLine() {
    EnergyMeter meter = EnergyMeter.in(root.resolve("none"));

    assertFalse(meter.isReadable());
    assertTrue(meter.absence().startsWith("this machine does not tell"), meter.absence());
    assertEquals(0, meter.joules(meter.now(), meter.now()));
  }
}
