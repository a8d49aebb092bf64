package dev.winnow.build;

import dev.winnow.core.Progress;
import dev.winnow.data.Sample;
import dev.winnow.onnx.SplitNetwork;
import dev.winnow.onnx.quantization.StaticQuantization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes an extractor of 8-bit integers, calibrated on captures of the training part: whatever is
 * fitted, learned, measured and audited behind it sees what the edge will make.
 */
final class ExtractorQuantization {
  /** Captures that calibrate; more widen ranges by little. */
  private static final int CAPTURES = 256;

  private ExtractorQuantization() {}

  /**
   * The same parts with another extractor.
   *
   * @throws dev.winnow.onnx.quantization.UnquantizableException if it has no layer to quantise, or
   *     is of an old operator set
   */
  static SplitNetwork of(SplitNetwork parts, StudyContext context, Progress progress) {
    List<Sample> drawn = new ArrayList<>(context.train());
    Collections.shuffle(drawn, new Random(context.seed()));
    List<Sample> some = drawn.subList(0, Math.min(CAPTURES, drawn.size()));
    try (StaticQuantization quantization =
        StaticQuantization.of(parts.extractor(), context.threads())) {
      context.captures().each(some, (samples, inputs) -> quantization.calibrate(inputs), progress);
      return new SplitNetwork(quantization.network(), parts.analyzer());
    }
  }
}
