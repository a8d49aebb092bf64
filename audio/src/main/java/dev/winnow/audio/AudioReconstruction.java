package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.AxisResampler;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.ReconstructionMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Recordings as a decoder makes them: log-mel spectrograms in dB, whose frames and bands are
 * averaged until there are at most 64 of each. A waveform is not made, nor needed: who speaks, and
 * what is said, is heard from a spectrogram that is made audible again. They are alike in {@code
 * log-spectral-distance}, shown as images, and a few are heard.
 */
final class AudioReconstruction implements ReconstructionForm {
  private static final int BLOCK = 8;
  private static final int SMALLEST = 16;
  private static final int LARGEST = 64;
  private static final int HEARD = 3;
  private static final int LONGEST_SECONDS = 4;

  private final AudioSpec spec;
  private final MelLevels levels;
  private final AxisResampler frames;
  private final AxisResampler bands;

  private AudioReconstruction(AudioSpec spec, MelLevels levels) {
    this.spec = spec;
    this.levels = levels;
    this.frames = new AxisResampler(levels.frames(), side(levels.frames()));
    this.bands = new AxisResampler(levels.bands(), side(levels.bands()));
  }

  /**
   * Recordings of a form.
   *
   * @return empty if they are too short, or of too low a rate, for a spectrogram
   */
  static Optional<AudioReconstruction> of(AudioSpec spec) {
    return MelLevels.of(spec).map(levels -> new AudioReconstruction(spec, levels));
  }

  private static int side(int values) {
    return Math.max(SMALLEST, Math.min(LARGEST, values / BLOCK * BLOCK));
  }

  @Override
  public Shape shape() {
    return Shape.of(1, frames.to(), bands.to());
  }

  @Override
  public Tensor of(Tensor prepared) {
    int count = prepared.shape().dim(0);
    Tensor made = Tensor.allocate(shape().batch(count));
    var into = made.buffer();
    for (int row = 0; row < count; row++) {
      into.put(bands.of(levels.of(prepared.rows(row, row + 1)), frames));
    }
    return made;
  }

  /** A spectrogram as the network takes it; of samples there is no way back to them. */
  @Override
  public Optional<Tensor> prepared(Tensor form) {
    if (spec.mel().isEmpty()) {
      return Optional.empty();
    }
    int count = form.shape().dim(0);
    Tensor made = Tensor.allocate(spec.shape().batch(count));
    var into = made.buffer();
    for (int row = 0; row < count; row++) {
      into.put(levels.prepared(enlarged(form.rows(row, row + 1))));
    }
    return Optional.of(made);
  }

  private float[] enlarged(Tensor form) {
    AxisResampler wider = new AxisResampler(bands.to(), bands.from());
    return wider.of(form.toArray(), new AxisResampler(frames.to(), frames.from()));
  }

  /** A step costs half of one of images, and sets of recordings are small. */
  @Override
  public int epochs(int usual) {
    return 2 * usual;
  }

  @Override
  public List<ReconstructionMeasure> measures() {
    return List.of(
        new ReconstructionMeasure("log-spectral-distance", AudioReconstruction::distances));
  }

  /** Of a frame the root mean square over bands (Gray and Markel 1976), averaged over frames. */
  private static double[] distances(Tensor originals, Tensor seen) {
    int bands = originals.shape().dim(3);
    int frames = originals.shape().dim(2);
    double[] found = new double[originals.shape().dim(0)];
    for (int frame = 0; frame < found.length * frames; frame++) {
      double squares = 0;
      for (int i = frame * bands; i < (frame + 1) * bands; i++) {
        double apart = (double) originals.buffer().get(i) - seen.buffer().get(i);
        squares += apart * apart / bands;
      }
      found[frame / frames] += Math.sqrt(squares) / frames;
    }
    return found;
  }

  /** The spectrogram itself, and what of each band does not depend on when it was said. */
  @Override
  public List<CaptureFeature> judged() {
    return List.of(
        CaptureFeature.WHOLE,
        new CaptureFeature(
            MelLevels.STATISTICS, form -> MelLevels.statistics(form, frames.to(), bands.to())));
  }

  @Override
  public List<CaptureMedium> originals(Tensor prepared) {
    List<CaptureMedium> media = new ArrayList<>(List.of(MelImage.of(of(prepared))));
    for (int row = 0; row < Math.min(HEARD, prepared.shape().dim(0)); row++) {
      Tensor one = prepared.rows(row, row + 1);
      double[] sound = spec.mel().isPresent() ? levels.sound(levels.of(one)) : levels.samples(one);
      media.add(heard(row, sound));
    }
    return media;
  }

  @Override
  public List<CaptureMedium> seen(Tensor seen, Tensor prepared) {
    List<CaptureMedium> media = new ArrayList<>(List.of(MelImage.of(seen)));
    for (int row = 0; row < Math.min(HEARD, seen.shape().dim(0)); row++) {
      media.add(heard(row, levels.sound(enlarged(seen.rows(row, row + 1)))));
    }
    return media;
  }

  private CaptureMedium heard(int row, double[] sound) {
    int most = Math.min(sound.length, LONGEST_SECONDS * spec.rate());
    byte[] file = WavFile.of(Arrays.copyOf(sound, most), spec.rate());
    return new CaptureMedium("audio/wav", Integer.toString(row + 1), file);
  }
}
