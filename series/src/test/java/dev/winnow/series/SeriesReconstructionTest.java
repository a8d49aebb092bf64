package dev.winnow.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.ReconstructionMeasure;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class SeriesReconstructionTest {
  private static SeriesSpec spec(int length) {
    return new SeriesSpec(List.of("x", "y"), 50, length, Normalization.same(2, 0, 1));
  }

  private static ReconstructionForm form(int length) {
    return new SeriesModality().reconstruction(spec(length)).orElseThrow();
  }

  /** Noise of deviation 1 on the first channel and of 10 on the second. */
  private static Tensor noise(int count, int length) {
    Random random = new Random(1);
    Tensor series = Tensor.allocate(Shape.of(count, 2, length));
    for (int i = 0; i < series.shape().size(); i++) {
      double deviation = i / length % 2 == 0 ? 1 : 10;
      series.buffer().put(i, (float) (deviation * random.nextGaussian()));
    }
    return series;
  }

  @Test
  void shape_windowsOfAnyLength_isAMultipleOfEightThatADecoderMakes() {
    assertEquals(Shape.of(2, 128), form(128).shape());
    assertEquals(Shape.of(2, 120), form(127).shape());
    assertEquals(Shape.of(2, 256), form(1000).shape());
    assertEquals(Shape.of(2, 16), form(3).shape());
  }

  /** What changes slowly comes back as it was, but for the ends. */
  @Test
  void prepared_whatWasShortened_isAlike() {
    ReconstructionForm form = form(512);
    Tensor slow = Tensor.allocate(Shape.of(1, 2, 512));
    for (int i = 0; i < 1024; i++) {
      slow.buffer().put(i, (float) Math.sin(2 * Math.PI * i / 256));
    }

    Tensor back = form.prepared(form.of(slow)).orElseThrow();

    for (int i = 2; i < 510; i++) {
      assertEquals(slow.buffer().get(i), back.buffer().get(i), 0.01, "value " + i);
    }
  }

  /** Both channels count alike, though one varies ten times as much. */
  @Test
  void rmse_meansInTheirPlace_isOneDeviation() {
    Tensor originals = noise(100, 64);
    ReconstructionMeasure rmse = form(64).measures().get(0);

    double[] same = rmse.of(originals, originals);
    double[] means = rmse.of(originals, Tensor.allocate(originals.shape()));

    assertEquals("rmse", rmse.word());
    assertArrayEquals(new double[100], same);
    double mean = 0;
    for (double each : means) {
      mean += each / 100;
    }
    // 128 values a window: the root of their mean square is within 0.1 of 1, and the mean closer.
    assertEquals(1, mean, 0.02);
  }

  /** 8 Hz at 64 values a second: where it starts does not matter to the spectrum. */
  @Test
  void spectrum_wavesOfOneFrequency_standsAtItWhateverThePhase() {
    CaptureFeature spectrum = SeriesReconstruction.spectrum(1, 128);
    Tensor waves = Tensor.allocate(Shape.of(2, 1, 128));
    for (int i = 0; i < 128; i++) {
      waves.buffer().put(i, (float) Math.sin(2 * Math.PI * 8 * i / 64));
      waves.buffer().put(128 + i, (float) Math.cos(2 * Math.PI * 8 * i / 64 + 0.3));
    }

    Tensor rows = spectrum.of(waves);

    int largest = rows.rows(0, 1).reshape(Shape.of(35)).largest();
    // Behind mean and deviation, a bin each Hz.
    assertEquals(2 + 8, largest);
    for (int i = 0; i < 35; i++) {
      assertEquals(rows.buffer().get(i), rows.buffer().get(35 + i), 0.01, "value " + i);
    }
    assertEquals(Math.sqrt(0.5), rows.buffer().get(1), 1e-3);
  }

  /** Two windows, of two channels each, before and after. */
  @Test
  void seen_reconstructions_areCurvesOverGreyOnes() throws Exception {
    Tensor originals = noise(2, 32);

    CaptureMedium drawn = form(32).seen(noise(2, 32), originals).get(0);

    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(drawn.bytes()));
    assertEquals("image/svg+xml", drawn.type());
    assertEquals(2 * 2 * 2, svg.getElementsByTagName("polyline").getLength());
    assertEquals("x blue, y orange; the original grey", drawn.caption());
    assertTrue(form(32).originals(originals).get(0).caption().endsWith("0.640 s each"));
  }
}
