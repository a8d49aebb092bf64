package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.Embedding;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Normalization;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Augmentation;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.image.ImageModality;
import dev.winnow.learn.bottleneck.BottleneckLoss;
import dev.winnow.learn.bottleneck.BottleneckSettings;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.learn.training.Schedule;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Images of eight pixels a side: the colour tells who it is, and the half that is brighter what a
 * network answers.
 */
public final class PaintedPeople {
  public static final String CUT = "feature";
  public static final String PRIMARY = "bright";

  private static final int PEOPLE = 20;
  private static final int SHOTS = 12;
  private static final int SIDE = 8;
  private static final int FEATURE = 12;
  private static final List<String> LABELS = List.of("above", "below");

  private PaintedPeople() {}

  /** A data set in a folder. */
  public static DataSet write(Path folder) throws IOException {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("path,identity,bright\n");
    for (int person = 0; person < PEOPLE; person++) {
      Color own = new Color(random.nextInt(160), random.nextInt(160), random.nextInt(160));
      for (int shot = 0; shot < SHOTS; shot++) {
        String path = "p%02d-%02d.png".formatted(person, shot);
        int label = random.nextInt(2);
        ImageIO.write(image(own, label, random), "png", folder.resolve(path).toFile());
        rows.append("%s,p%02d,%s\n".formatted(path, person, LABELS.get(label)));
      }
    }
    Files.writeString(
        folder.resolve("dataset.json"), "{\"name\":\"painted\",\"modality\":\"image\"}");
    Files.writeString(folder.resolve("samples.csv"), rows);
    return DataSet.open(folder);
  }

  private static BufferedImage image(Color own, int label, Random random) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int y = pixel / SIDE;
      int more = (y * 2 / SIDE == label ? 60 : 0) + random.nextInt(30);
      Color colour = new Color(own.getRed() + more, own.getGreen() + more, own.getBlue() + more);
      image.setRGB(pixel % SIDE, y, colour.getRGB());
    }
    return image;
  }

  /** image → feature, of which two values tell the answer and ten who it is → probabilities. */
  public static Network network() {
    NetworkBuilder builder = NetworkBuilder.named("painted");
    String flat = builder.flatten("flat", builder.input("image", preprocessing().shape()));
    Random random = new Random(1);
    int pixels = preprocessing().shape().size();
    Tensor first = Tensor.allocate(Shape.of(FEATURE, pixels));
    for (int i = 0; i < FEATURE * pixels; i++) {
      int half = i % (SIDE * SIDE) * 2 / (SIDE * SIDE);
      double weight = i / pixels == half ? 1 : i / pixels < 2 ? 0 : random.nextGaussian();
      first.buffer().put(i, (float) (weight / pixels));
    }
    String feature = builder.gemm(CUT, flat, first, Tensor.allocate(Shape.of(FEATURE)));
    Tensor last = Tensor.allocate(Shape.of(2, FEATURE));
    for (int label = 0; label < 2; label++) {
      last.buffer().put(label * FEATURE + label, 40).put(label * FEATURE + 1 - label, -40);
    }
    String logits = builder.gemm("logits", feature, last, Tensor.allocate(Shape.of(2)));
    return builder
        .output(builder.softmax("probabilities", logits))
        .card(ModelCard.of(LABELS, preprocessing()))
        .build();
  }

  public static ImageSpec preprocessing() {
    return new ImageSpec(
        SIDE, SIDE, 1, ImageSpec.Fit.STRETCH, ImageSpec.Colour.RGB, Normalization.same(3, 0, 255));
  }

  /** Fine-tuning as it is by default, in one thread. */
  public static FineTuningSettings tuning() {
    return tuning(
        new ImageModality().augmentation(preprocessing(), new ImageModality().variations()));
  }

  private static FineTuningSettings tuning(Augmentation augmentation) {
    return FineTuningSettings.standard(augmentation, 1, 1);
  }

  /** Few epochs for what one layer learns. */
  public static BottleneckSettings encoder() {
    return new BottleneckSettings(
        new Schedule(20, 16, 1e-2, Optimizer.ADAM),
        BottleneckLoss.standard(),
        Augmentation.NONE,
        1,
        1);
  }

  static EmbeddingPlan embeddings(List<Embedding> embeddings, NoiseSearchSpace noise) {
    return new EmbeddingPlan(
        embeddings,
        OptionalInt.empty(),
        noise,
        Optional.of(tuning()),
        Optional.empty(),
        Optional.of(encoder()));
  }

  /** Of captures that are no images, and stay as they are. */
  static EmbeddingPlan unvaried(List<Embedding> embeddings, NoiseSearchSpace noise) {
    Optional<FineTuningSettings> tuning = Optional.of(tuning(Augmentation.NONE));
    return new EmbeddingPlan(
        embeddings, OptionalInt.empty(), noise, tuning, Optional.empty(), Optional.empty());
  }

  static StudyPlan plan(DataSet set, EmbeddingPlan embeddings, Path out) {
    StudyData data =
        new StudyData(
            PreparedSamples.of(set, new ImageModality(), preprocessing(), 1),
            Partition.of(set, "identity", 1),
            PRIMARY,
            Optional.of("identity"),
            1);
    Network network = network();
    return StudyPlan.of(network, network.cut(CUT), data, embeddings, output(out));
  }

  static PackageOutput output(Path out) {
    return new PackageOutput(out, "painted", "1", Provenance.here(Map.of()));
  }
}
