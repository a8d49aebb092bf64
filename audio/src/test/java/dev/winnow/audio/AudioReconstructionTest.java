package dev.winnow.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.ReconstructionForm;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AudioReconstructionTest {
  private static final int RATE = 8000;
  private static final AudioSpec SAMPLES = AudioSpec.of(RATE, RATE);
  private static final AudioSpec MEL = SAMPLES.withMel(MelSpec.of(RATE, 40));

  private static ReconstructionForm form(AudioSpec spec) {
    return new AudioModality().reconstruction(spec).orElseThrow();
  }

  /** A tone of each frequency, as loud as can be. */
  private static Tensor tones(double... hertz) {
    Tensor tones = Tensor.allocate(SAMPLES.shape().batch(hertz.length));
    for (int i = 0; i < tones.shape().size(); i++) {
      double time = i % RATE / (double) RATE;
      tones.buffer().put(i, (float) Math.sin(2 * Math.PI * hertz[i / RATE] * time));
    }
    return tones;
  }

  @Test
  void shape_recordings_areSpectrogramsThatADecoderMakes() {
    assertEquals(Shape.of(1, 64, 32), form(SAMPLES).shape());
    assertEquals(Shape.of(1, 64, 40), form(MEL).shape());
    assertTrue(new AudioModality().reconstruction(AudioSpec.of(RATE, 100)).isEmpty());
  }

  /** Of samples there is no way back to them. */
  @Test
  void prepared_spectrogram_isWhatTheNetworkTakesAndSamplesAreNot() {
    Tensor prepared = Tensor.allocate(MEL.shape().batch(1));
    for (int i = 0; i < prepared.shape().size(); i++) {
      // It changes slowly along time and pitch.
      int frame = i / 40;
      double level = Math.sin(frame / 15.0) + Math.cos(i % 40 / 10.0);
      prepared.buffer().put(i, (float) level);
    }

    Tensor back = form(MEL).prepared(form(MEL).of(prepared)).orElseThrow();

    assertEquals(prepared.shape(), back.shape());
    for (int i = 5 * 40; i < 90 * 40; i++) {
      assertEquals(prepared.buffer().get(i), back.buffer().get(i), 0.05, "value " + i);
    }
    assertTrue(form(SAMPLES).prepared(form(SAMPLES).of(tones(440))).isEmpty());
  }

  @Test
  void distance_sixDecibelsMoreEverywhere_isSix() {
    ReconstructionForm form = form(SAMPLES);
    Tensor levels = form.of(tones(440, 900));
    Tensor louder = Tensor.allocate(levels.shape());
    for (int i = 0; i < levels.shape().size(); i++) {
      louder.buffer().put(i, levels.buffer().get(i) + 6);
    }

    assertEquals("log-spectral-distance", form.measures().get(0).word());
    assertArrayEquals(new double[] {6, 6}, form.measures().get(0).of(levels, louder), 1e-4);
    assertArrayEquals(new double[] {0, 0}, form.measures().get(0).of(levels, levels));
  }

  /** A network may take natural logarithms of magnitudes, normalised; levels stay decibels. */
  @Test
  void of_otherUnitsOfOneSpectrogram_areTheSameLevels() {
    float[] levels = new float[MEL.shape().size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = -i % 70;
    }
    AudioSpec other =
        new AudioSpec(RATE, RATE, -3, 2).withMel(MelSpec.parse("bands=40,power=1,log=ln", RATE));
    Tensor same = Tensor.allocate(other.shape().batch(1));
    for (int i = 0; i < levels.length; i++) {
      double magnitude = Math.pow(10, levels[i] / 20);
      same.buffer().put(i, (float) ((Math.log(magnitude) + 3) / 2));
    }

    Tensor one = form(MEL).of(Tensor.of(MEL.shape().batch(1), levels));

    assertArrayEquals(one.toArray(), form(other).of(same).toArray(), 1e-3f);
  }

  /** The loudest band of a tone moves with its pitch, wherever the tone begins. */
  @Test
  void rawFeatures_tones_areToldApartByTheirBands() {
    List<CaptureFeature> features = new AudioModality().rawFeatures(SAMPLES);

    Tensor rows = features.get(1).of(tones(300, 3000));

    assertEquals(
        List.of("whole", "mel-bands"), features.stream().map(CaptureFeature::word).toList());
    assertEquals(Shape.of(2, 64), rows.shape());
    assertTrue(loudest(rows.rows(0, 1)) < 10 && loudest(rows.rows(1, 2)) > 22);
  }

  private static int loudest(Tensor row) {
    float[] means = java.util.Arrays.copyOf(row.toArray(), 32);
    return Tensor.of(Shape.of(32), means).largest();
  }

  @Test
  void seen_spectrograms_areAnImageAndSound() throws Exception {
    for (AudioSpec spec : List.of(SAMPLES, MEL)) {
      ReconstructionForm form = form(spec);
      Tensor prepared =
          spec.equals(MEL) ? Tensor.allocate(MEL.shape().batch(4)) : tones(300, 500, 700, 900);

      List<CaptureMedium> originals = form.originals(prepared);
      List<CaptureMedium> seen = form.seen(form.of(prepared), prepared);

      assertEquals(
          List.of("image/png", "audio/wav", "audio/wav", "audio/wav"),
          seen.stream().map(CaptureMedium::type).toList());
      assertEquals(
          originals.stream().map(CaptureMedium::caption).toList(),
          seen.stream().map(CaptureMedium::caption).toList());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(seen.get(0).bytes()));
      assertEquals(2 * form.shape().dim(2), image.getHeight());
    }
  }
}
