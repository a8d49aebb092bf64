package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Interval;
import dev.winnow.core.Manifest;
import dev.winnow.core.Mechanism;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.Normalization;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.image.ImageModality;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.portraits.Portraits;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Painted people, and packages of which is known what they let out. */
public final class Studio {
  public static final Policy POLICY =
      Policy.parse(
          "studio.yaml",
          """
          name: studio
          version: 1
          about: for tests
          effort: quick
          judge: value
          valid-days: 30
          require:
            - identity.leakage <= 0.3
            - verification.auc-above-label <= 0.1
          """
              .getBytes(StandardCharsets.UTF_8));

  /** Of a mosaic's 48 tiles. */
  static final List<Interval> BOUNDS = Collections.nCopies(48, new Interval(-1, 1));

  private static final int SIDE = 16;

  public final DataSet set;
  public final Partition partition;

  private Studio(DataSet set, Partition partition) {
    this.set = set;
    this.partition = partition;
  }

  public static Studio in(Path folder) {
    DataSet set = Portraits.withSeed(1).write(folder, 20, Progress.NONE);
    return new Studio(set, Partition.of(set, "identity", 1));
  }

  /** The one finding about everybody by an adversary. */
  static Finding only(AuditResult audited, String metric, String adversary) {
    List<Finding> found =
        audited.findings().stream()
            .filter(
                finding ->
                    finding.metric().equals(metric)
                        && finding.adversary().equals(adversary)
                        && finding.group().equals(Finding.ALL))
            .toList();
    assertEquals(1, found.size(), metric + " by " + adversary);
    return found.get(0);
  }

  public static AuditSettings settings(Effort effort) {
    var columns = new LabelColumns("smile", "identity", Optional.of("smile"), List.of());
    return new AuditSettings(columns, effort, 1, 1);
  }

  /** An audit that reads as an attribute what the label alone says outright. */
  Audit readingSmiles() {
    var columns = new LabelColumns("smile", "identity", Optional.empty(), List.of("smile"));
    return Audit.of(
        set,
        new ImageModality(),
        partition,
        new AuditSettings(columns, Effort.QUICK, 1, 1),
        POLICY);
  }

  public Audit audit(Effort effort) {
    return Audit.of(set, new ImageModality(), partition, settings(effort), POLICY);
  }

  /** What a quick audit of a package stands on. */
  AuditContext context(AuditTarget target) {
    AuditSettings settings = settings(Effort.QUICK);
    return AuditContext.of(
        PreparedSamples.of(
            set,
            new ImageModality(),
            target.extractor().manifest().preprocessing(),
            settings.threads()),
        partition,
        settings,
        20,
        Optional.empty(),
        Optional.empty(),
        Progress.NONE);
  }

  /** Lets out every pixel. */
  static AuditTarget pixels() {
    NetworkBuilder builder = NetworkBuilder.named("pixels");
    String x = builder.flatten("feature", builder.input("image", Shape.of(3, SIDE, SIDE)));
    return target("pixels", builder.output(x).build(), Optional.empty());
  }

  /**
   * Lets out a mosaic of 4×4 tiles, from −1 to 1 each, randomised if there is a mechanism.
   *
   * @param mechanism of {@link #BOUNDS}
   */
  public static AuditTarget mosaic(Optional<Mechanism> mechanism) {
    NetworkBuilder builder = NetworkBuilder.named("mosaic");
    String image = builder.input("image", Shape.of(3, SIDE, SIDE));
    Attributes tiles =
        Attributes.none().withIntegers("kernel_shape", 4, 4).withIntegers("strides", 4, 4);
    String x = builder.node("AveragePool", "tiles", List.of(image), tiles);
    String low = builder.constant("low", Tensor.of(Shape.of(), -1));
    String high = builder.constant("high", Tensor.of(Shape.of(), 1));
    List<String> clipped = List.of(builder.flatten("flat", x), low, high);
    x = builder.node("Clip", "feature", clipped, Attributes.none());
    return target("mosaic", builder.output(x).build(), mechanism);
  }

  /** The same beside an analyzer that takes its feature, with a layer before the answer. */
  static AuditTarget analyzed(AuditTarget target) {
    Shape feature = target.extractor().manifest().network().feature().shape();
    NetworkBuilder builder = NetworkBuilder.named("analyzer");
    String x = builder.input("feature", feature);
    Random random = new Random(1);
    Tensor weight = Tensor.allocate(Shape.of(32, feature.size()));
    for (int i = 0; i < weight.shape().size(); i++) {
      weight.buffer().put(i, (float) random.nextGaussian());
    }
    x = builder.relu("seen", builder.gemm("sums", x, weight, Tensor.allocate(Shape.of(32))));
    Tensor last = Tensor.allocate(Shape.of(2, 32));
    x = builder.softmax("answer", builder.gemm("scores", x, last, Tensor.allocate(Shape.of(2))));
    return new AuditTarget(
        target.name(), target.extractor(), Optional.of(builder.output(x).build()));
  }

  /** Lets out the same number for everybody. */
  public static AuditTarget nothing() {
    NetworkBuilder builder = NetworkBuilder.named("nothing");
    String image = builder.input("image", Shape.of(3, SIDE, SIDE));
    String x = builder.flatten("flat", builder.globalAveragePool("mean", image));
    Tensor zeros = Tensor.allocate(Shape.of(1, 3));
    x = builder.gemm("feature", x, zeros, Tensor.allocate(Shape.of(1)));
    return target("nothing", builder.output(x).build(), Optional.empty());
  }

  /** Lets out colours, the feature of its cut, and adds what a path of its own makes. */
  static AuditTarget sidePath() {
    NetworkBuilder builder = NetworkBuilder.named("side");
    String image = builder.input("image", Shape.of(3, SIDE, SIDE));
    String honest = builder.flatten("feature", builder.globalAveragePool("mean", image));
    String own = builder.flatten("own", builder.globalAveragePool("path", image));
    Network network = builder.output(builder.add("sent", honest, own)).build();
    return target("side", network, Optional.empty());
  }

  /** Lets out colours beside numbers drawn anew. */
  static AuditTarget jittering() {
    NetworkBuilder builder = NetworkBuilder.named("jittering");
    String image = builder.input("image", Shape.of(3, SIDE, SIDE));
    String x = builder.flatten("flat", builder.globalAveragePool("mean", image));
    String drawn = builder.node("RandomNormalLike", "drawn", List.of(x), Attributes.none());
    Network network = builder.output(builder.add("feature", x, drawn)).build();
    return target("jittering", network, Optional.empty());
  }

  private static AuditTarget target(String name, Network network, Optional<Mechanism> mechanism) {
    byte[] bytes = network.toBytes();
    TensorSpec feature = network.outputs().get(0);
    ImageSpec preprocessing =
        new ImageSpec(
            SIDE,
            SIDE,
            1,
            ImageSpec.Fit.STRETCH,
            ImageSpec.Colour.RGB,
            new Normalization(List.of(127.5, 127.5, 127.5), List.of(127.5, 127.5, 127.5)));
    Manifest manifest =
        new Manifest(
            name,
            "1",
            preprocessing,
            new NetworkExtractor(
                "image",
                new NetworkExtractor.CutPoint("feature", "feature", "Gemm", 1),
                Embedding.REDUCED,
                new NetworkExtractor.Feature(feature.name(), feature.shape()),
                mechanism,
                Digest.of(bytes)),
            new AnalyzerSpec(
                List.of(new OutputHead.Classification("answer", List.of("neutral", "smiling"))),
                Digest.of(new byte[0])),
            Provenance.here(Map.of()));
    return new AuditTarget(name, ExtractorPackage.of(manifest, bytes), Optional.empty());
  }
}
