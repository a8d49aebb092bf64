package dev.winnow.build;

import dev.winnow.audio.AudioModality;
import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.MelSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Recordings of a fifth of a second: pitch and loudness tell who it is, and whether a high tone
 * sounds beside the voice what a network answers.
 */
final class TalkingPeople {
  static final String PRIMARY = "whistling";

  private static final int RATE = 8000;
  private static final int LENGTH = 1600;
  private static final int PEOPLE = 20;
  private static final int RECORDINGS = 12;
  private static final int BANDS = 16;
  private static final int FEATURE = 12;
  private static final List<String> LABELS = List.of("no", "yes");

  private TalkingPeople() {}

  /** A data set in a folder. */
  static DataSet write(Path folder) throws IOException {
    Random random = new Random(3);
    List<Sample> samples = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      double pitch = 150 * Math.pow(1.07, person);
      double loudness = 0.1 + 0.1 * (person % 4);
      for (int recording = 0; recording < RECORDINGS; recording++) {
        String path = "p%02d-%02d.wav".formatted(person, recording);
        int whistle = random.nextInt(2);
        ByteBuffer pcm = ByteBuffer.allocate(2 * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        double phase = 7 * random.nextDouble();
        for (int i = 0; i < LENGTH; i++) {
          double angle = 2 * Math.PI * i / RATE;
          double voice = Math.sin(phase + pitch * angle) + Math.sin(2 * pitch * angle) / 2;
          double value =
              loudness * voice
                  + 0.2 * whistle * Math.sin(3000 * angle)
                  + 0.005 * random.nextGaussian();
          pcm.putShort((short) (20_000 * value));
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        AudioInputStream sound =
            new AudioInputStream(new ByteArrayInputStream(pcm.array()), format, LENGTH);
        AudioSystem.write(sound, AudioFileFormat.Type.WAVE, folder.resolve(path).toFile());
        samples.add(
            Sample.of(
                path, Map.of("speaker", "p%02d".formatted(person), PRIMARY, LABELS.get(whistle))));
      }
    }
    DataCard card = DataCard.of("talking", InputSpec.Kind.AUDIO).withRoot("..");
    return DataSet.write(folder.resolve("set"), card, List.of("speaker", PRIMARY), samples);
  }

  /** Decibels, of about unit size. */
  static AudioSpec spectrograms() {
    return new AudioSpec(RATE, LENGTH, 0, 20).withMel(MelSpec.of(RATE, BANDS));
  }

  static AudioSpec samples() {
    return AudioSpec.of(RATE, LENGTH);
  }

  /**
   * spectrogram → feature, of which two values tell the answer and ten who it is → probabilities.
   */
  static Network ofSpectrograms() {
    NetworkBuilder builder = NetworkBuilder.named("spectrograms");
    String flat = builder.flatten("flat", builder.input("mel", spectrograms().shape()));
    Random random = new Random(1);
    int values = spectrograms().shape().size();
    int frames = values / BANDS;
    Tensor first = Tensor.allocate(Shape.of(FEATURE, values));
    double[][] weights = new double[FEATURE][BANDS];
    for (int row = 0; row < FEATURE; row++) {
      for (int band = 0; band < BANDS; band++) {
        // 3 kHz lies in two bands, the last but two and the last but one.
        boolean whistles = band >= BANDS - 3 && band < BANDS - 1;
        weights[row][band] = row >= 2 ? random.nextGaussian() : whistles ? 5 * (2 * row - 1) : 0;
      }
      for (int i = 0; i < values; i++) {
        first.buffer().put(row * values + i, (float) (weights[row][i % BANDS] / frames));
      }
    }
    String feature = builder.gemm("feature", flat, first, zeros(FEATURE));
    return answering(builder, feature, FEATURE, spectrograms());
  }

  /** samples → how strong sixteen patterns are in them, on the mean → probabilities. */
  static Network ofSamples() {
    NetworkBuilder builder = NetworkBuilder.named("samples");
    String x = builder.input("samples", samples().shape());
    String shape = builder.integers("shape", -1, 1, LENGTH);
    x = builder.node("Reshape", "row", List.of(x, shape), Attributes.none());
    Random random = new Random(1);
    Tensor filters = Tensor.allocate(Shape.of(FEATURE, 1, 64));
    for (int i = 0; i < filters.shape().size(); i++) {
      filters.buffer().put(i, (float) random.nextGaussian());
    }
    x = builder.conv("patterns", x, filters, Attributes.none().withIntegers("strides", 8));
    x = builder.globalAveragePool("mean", builder.relu("strong", x));
    return answering(builder, builder.flatten("feature", x), FEATURE, samples());
  }

  /** Of spectrograms too, but whose feature is the same for everybody. */
  static Network indifferent() {
    NetworkBuilder builder = NetworkBuilder.named("indifferent");
    String flat = builder.flatten("flat", builder.input("mel", spectrograms().shape()));
    Tensor none = Tensor.allocate(Shape.of(FEATURE, spectrograms().shape().size()));
    String feature = builder.gemm("feature", flat, none, zeros(FEATURE));
    return answering(builder, feature, FEATURE, spectrograms());
  }

  private static Network answering(
      NetworkBuilder builder, String feature, int width, InputSpec spec) {
    Tensor last = Tensor.allocate(Shape.of(2, width));
    for (int label = 0; label < 2; label++) {
      last.buffer().put(label * width + label, 1).put(label * width + 1 - label, -1);
    }
    String logits = builder.gemm("logits", feature, last, zeros(2));
    return builder
        .output(builder.softmax("probabilities", logits))
        .card(ModelCard.of(LABELS, spec))
        .build();
  }

  private static Tensor zeros(int size) {
    return Tensor.allocate(Shape.of(size));
  }

  static Partition partition(DataSet set) {
    return Partition.of(set, "speaker", 1);
  }

  static StudyPlan plan(DataSet set, EmbeddingPlan embeddings, Path out) {
    StudyData data =
        new StudyData(
            PreparedSamples.of(set, new AudioModality(), spectrograms(), 1),
            partition(set),
            PRIMARY,
            Optional.of("speaker"),
            1);
    Network network = ofSpectrograms();
    return StudyPlan.of(network, network.cut("feature"), data, embeddings, output(out, "talking"));
  }

  static PackageOutput output(Path out, String name) {
    return new PackageOutput(out, name, "1", Provenance.here(Map.of()));
  }
}
