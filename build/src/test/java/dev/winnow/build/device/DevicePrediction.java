package dev.winnow.build.device;

import dev.winnow.build.ExtractorCost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * How well a device profile tells what the extractors of networks take, beside what they take on
 * the machine of the profile, measured in the same run. Run it with
 *
 * <pre>{@code
 * mvn -q -Dquick -DskipTests package
 * java -cp 'build/target/test-classes:app/target/winnow/lib/*' \
 *   dev.winnow.build.device.DevicePrediction PROFILED.onnx NETWORK.onnx...
 * }</pre>
 */
public final class DevicePrediction {
  /** The least of so many medians counts: on a machine that others use, it is undisturbed. */
  private static final int MEDIANS = 7;

  private DevicePrediction() {}

  /**
   * Measures and prints.
   *
   * @param args the network by which the machine is profiled, and those that are priced
   */
  public static void main(String[] args) {
    DeviceProfile device = DeviceProfile.measured("here", Network.read(Path.of(args[0])), 1);
    System.out.println("profiled by " + args[0] + ": " + device.machine().text());
    System.out.println(device.toJson());
    for (String file : List.of(args).subList(1, args.length)) {
      compare(device, Network.read(Path.of(file)), file);
    }
  }

  private static void compare(DeviceProfile device, Network network, String file) {
    double apart = 0;
    double most = 0;
    System.out.println(file);
    for (Cut cut : network.cuts()) {
      Network extractor = network.split(cut).extractor();
      double measured =
          DoubleStream.generate(() -> ExtractorCost.of(extractor, 0).milliseconds())
              .limit(MEDIANS)
              .min()
              .orElseThrow();
      double predicted = device.milliseconds(extractor);
      double error = predicted / measured - 1;
      apart += Math.abs(error);
      most = Math.max(most, Math.abs(error));
      System.out.printf(
          Locale.ROOT,
          "  %-36s %.3f ms measured, %.3f ms predicted, %+.0f %%%n",
          cut.tensor(),
          measured,
          predicted,
          100 * error);
    }
    System.out.printf(
        Locale.ROOT,
        "  mean of %.0f %% apart, most %.0f %%%n",
        100 * apart / network.cuts().size(),
        100 * most);
  }
}
