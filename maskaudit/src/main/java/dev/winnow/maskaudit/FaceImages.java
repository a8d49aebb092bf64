package dev.winnow.maskaudit;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.image.Denormalizer;
import dev.winnow.image.ImagePreprocessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Images of people before and after the mask, all of one size. The mask saw each of them whole;
 * only then it was framed as its data set says.
 *
 * @param raw as they were, [images, 3, 128, 128]
 * @param masked as they leave
 * @param spec by which both were framed
 */
record FaceImages(Tensor raw, Tensor masked, ImageSpec spec) {
  private static final int SIDE = 128;
  private static final int SMALLER = 2;

  /** Masks and frames images. One that cannot be read is grey. */
  static FaceImages of(AuditedMask mask, DataSet set, List<Sample> samples, Progress progress) {
    ImageSpec spec =
        set.framed(
            new ImageSpec(
                SIDE,
                SIDE,
                1,
                ImageSpec.Fit.COVER,
                ImageSpec.Colour.RGB,
                Normalization.same(3, 127.5, 127.5)));
    ImagePreprocessor preprocessor = ImagePreprocessor.of(spec);
    Tensor raw = Tensor.allocate(spec.shape().batch(samples.size()));
    Tensor masked = Tensor.allocate(spec.shape().batch(samples.size()));
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < samples.size(); row++) {
      rows.putIfAbsent(samples.get(row).path(), row);
    }
    new ReleasedFrames(mask)
        .ofStills(
            set,
            samples,
            pair -> {
              int row = Objects.requireNonNull(rows.get(pair.source()));
              preprocessor.prepare(pair.original(), raw.rows(row, row + 1));
              preprocessor.prepare(pair.released().image(), masked.rows(row, row + 1));
            },
            progress);
    return new FaceImages(raw, masked, spec);
  }

  /** Of half the width and height, as a decoder makes them. */
  FaceImages small() {
    return new FaceImages(
        Denormalizer.smaller(raw, SMALLER), Denormalizer.smaller(masked, SMALLER), spec);
  }

  /** Some rows. */
  FaceImages rows(int from, int to) {
    return new FaceImages(raw.rows(from, to), masked.rows(from, to), spec);
  }
}
