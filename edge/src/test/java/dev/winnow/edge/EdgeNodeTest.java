package dev.winnow.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.BrokenLimit;
import dev.winnow.data.Capture;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.edge.delivery.UnreachableAnalyzerException;
import dev.winnow.edge.source.Source;
import dev.winnow.onnx.NetworkException;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.TensorMetadata;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From images in a folder to answers from a server. */
class EdgeNodeTest {
  private static final EdgeOptions SETTINGS =
      EdgeOptions.withDefaults()
          .withThreads(2)
          .with(new Batching(4, 256, 3))
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ofMillis(300)),
                  Duration.ofMillis(1),
                  Duration.ofSeconds(20)));

  private final StubServer server = new StubServer();
  private final List<Prediction> answers = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;
  @TempDir private Path home;

  private Path key() {
    return home.resolve("noise.key");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void run_folder_answersInOrderOfPaths() throws IOException {
    List<String> labels = Images.paintMany(folder, 10);
    Summary summary = run(SETTINGS);
    assertEquals(labels, answers.stream().map(Prediction::label).toList());
    assertEquals("003.png", answers.get(3).capture().source());
    var choice = (Prediction.Choice) answers.get(3).answers().get(0);
    assertEquals(List.of(1f, 0f, 0f), choice.probabilities());
    assertEquals(1, choice.probability());
    assertEquals(10, summary.answers());
    assertEquals(List.of(), summary.skipped().first());
  }

  @Test
  void run_setWithCrop_framesImagesAsTheManifestSays() throws IOException {
    Images.paint(folder.resolve("framed.png"), Color.RED, Color.BLUE);
    DataCard card = DataCard.ofImages("framed").withCrop(0.5);
    DataSet.write(folder, card, List.of(), List.of(Sample.of("framed.png", Map.of())));
    run(new Source.Labelled(folder), SETTINGS);
    run(new Source.Folder(folder), SETTINGS);
    assertEquals(List.of("red", "red"), answers.stream().map(Prediction::label).toList());
  }

  @Test
  void run_packageWithoutLabels_answersNumbers() throws IOException {
    Images.paintMany(folder, 3);
    ExtractorPackage unnamed = Tiny.extractor("means", Tiny.FEATURE, List.of());
    try (EdgeNode node =
        EdgeNode.open(unnamed, Admission.uncertified(), server.address(), SETTINGS, key())) {
      node.run(new Source.Folder(folder).open(node.modality()), answers::add, Progress.NONE);
    }
    assertEquals(List.of("0", "1", "2"), answers.stream().map(Prediction::label).toList());
  }

  @Test
  void run_anyImages_sendsTheirFeaturesAndASmallHeadOnly() throws IOException {
    Images.paintMany(folder, 10);
    try (Tap tap = new Tap(server.address());
        EdgeNode node =
            EdgeNode.open(
                Tiny.extractor(), Admission.uncertified(), tap.address(), SETTINGS, key())) {
      tap.clear();
      Summary summary =
          node.run(new Source.Folder(folder).open(node.modality()), answers::add, Progress.NONE);
      byte[] up = tap.up();
      assertEquals(up.length, summary.traffic().bytesUp());
      assertEquals(10 * 12, summary.traffic().featureBytes());
      // Ten images are three requests, each with a head of HTTP and the JSON of one tensor.
      assertTrue(
          summary.traffic().bytesUp() < summary.traffic().featureBytes() + 3 * 600,
          summary::toString);
      String text = new String(up, ISO_8859_1);
      assertFalse(text.contains(".png") || text.contains("Java"), text);
    }
  }

  @Test
  void run_slowServer_neverHasMoreInFlightThanAllowed() throws IOException {
    Images.paintMany(folder, 30);
    var three = new CountDownLatch(3);
    var active = new AtomicInteger();
    var most = new AtomicInteger();
    server.usual =
        (exchange, request) -> {
          most.accumulateAndGet(active.incrementAndGet(), Math::max);
          three.countDown();
          await(three);
          active.decrementAndGet();
          server.answer(exchange, request);
        };
    run(SETTINGS.with(new Batching(1, 256, 3)));
    assertEquals(30, answers.size());
    assertEquals(3, most.get());
  }

  /** Neighbours mostly show one person; 30 rows of three colours in 5·10¹² possible orders. */
  @Test
  void run_manyImages_sendsTheirFeaturesInAnOrderOfItsOwn() throws IOException {
    List<String> labels = Images.paintMany(folder, 30);
    run(SETTINGS);
    List<String> sent = new ArrayList<>();
    for (InferenceRequest request : server.asked) {
      Tensor rows = request.inputs().get(0).tensor();
      for (int row = 0; row < rows.shape().dim(0); row++) {
        sent.add(Tiny.LABELS.get(rows.rows(row, row + 1).largest()));
      }
    }
    assertEquals(labels, answers.stream().map(Prediction::label).toList());
    assertNotEquals(labels, sent);
    assertEquals(labels.stream().sorted().toList(), sent.stream().sorted().toList());
  }

  @Test
  void run_answersOvertakeOneAnother_areDeliveredInOrder() throws IOException {
    List<String> labels = Images.paintMany(folder, 3);
    var others = new CountDownLatch(2);
    server.usual =
        (exchange, request) -> {
          boolean first = request.inputs().get(0).tensor().buffer().get(0) == 1;
          if (first) {
            await(others);
          }
          server.answer(exchange, request);
          if (!first) {
            others.countDown();
          }
        };
    run(SETTINGS.with(new Batching(1, 256, 3)));
    assertEquals(labels, answers.stream().map(Prediction::label).toList());
  }

  @Test
  void run_modelTakesOneSampleAtATime_sendsOneEach() throws IOException {
    Images.paintMany(folder, 5);
    var one = new TensorMetadata("means", Datatype.FP32, List.of(1L, 3L), List.of());
    server.model =
        new ModelMetadata("colour", List.of("1"), "", List.of(one), List.of(StubServer.OUTPUT));
    run(SETTINGS);
    assertEquals(5, server.asked.size());
  }

  @Test
  void run_oneOfAHundredBroken_isSkippedAndNamed() throws IOException {
    Images.paintMany(folder, 99);
    Files.writeString(folder.resolve("050b.png"), "no image");
    Summary summary = run(SETTINGS);
    assertEquals(99, summary.answers());
    assertEquals(
        List.of("050b.png"), summary.skipped().first().stream().map(s -> s.path()).toList());
  }

  @Test
  void run_oneOfTwentyBroken_answersTheOthersAndCounts() throws IOException {
    Images.paintMany(folder, 19);
    Files.writeString(folder.resolve("010b.png"), "no image");
    Summary.Skips skips = run(SETTINGS).skipped();
    assertEquals(19, answers.size());
    assertEquals(1, skips.count());
    assertEquals(Optional.empty(), skips.tooMany());
  }

  @Test
  void run_moreBrokenThanItsOwnerAllows_endsWithASummaryThatSaysSo() throws IOException {
    Images.paintMany(folder, 19);
    Files.writeString(folder.resolve("010b.png"), "no image");
    Summary summary = run(SETTINGS.withBroken(BrokenLimit.parse("4%")));
    assertEquals(19, summary.answers());
    String failure = summary.skipped().tooMany().orElseThrow().getMessage();
    assertTrue(failure.startsWith("1 of 20 captures cannot be read, which is more than 4 %"));
  }

  @Test
  void run_notOneThatCanBeRead_endsWithASummaryThatSaysSo() throws IOException {
    Files.writeString(folder.resolve("a.png"), "no image");
    assertTrue(run(SETTINGS).skipped().tooMany().isPresent());
    assertTrue(server.asked.isEmpty());
  }

  @Test
  void run_serverVanishes_failsAndAnswersSoFarStand() throws IOException {
    Images.paintMany(folder, 40);
    server.reactions.add(server::answer);
    server.reactions.add(server::answer);
    server.usual = StubServer::hangUp;
    var e =
        assertThrows(
            UnreachableAnalyzerException.class, () -> run(SETTINGS.with(new Batching(4, 256, 1))));
    assertTrue(
        e.getMessage()
            .contains("is `winnow serve` still running there, and does it speak plain http?"));
    assertEquals(8, answers.size());
  }

  @Test
  void run_serverRefusesOneBatch_nothingAfterItIsDelivered() throws IOException {
    Images.paintMany(folder, 12);
    server.reactions.add(server::answer);
    server.reactions.add(StubServer.error(400, "out of memory"));
    assertThrows(RefusedRequestException.class, () -> run(SETTINGS.with(new Batching(4, 256, 1))));
    assertEquals(4, answers.size());
  }

  /** One that would be tried for ever must not keep a run that has failed. */
  @Test
  void run_serverRefusesOneBatchAndIsBusyForOthers_failsWithTheRefusal() throws IOException {
    Images.paintMany(folder, 12);
    server.reactions.add(StubServer.error(503, "busy"));
    server.reactions.add(StubServer.error(400, "odd"));
    server.usual = StubServer.error(503, "busy");
    EdgeOptions endless = SETTINGS.with(SETTINGS.retry().endless());
    assertThrows(RefusedRequestException.class, () -> run(endless.with(new Batching(4, 256, 3))));
    assertEquals(0, answers.size());
  }

  @Test
  void run_sinkFails_runFailsWithTheSame() throws IOException {
    Images.paintMany(folder, 40);
    var full = new IllegalStateException("the disk is full");
    try (EdgeNode node =
        EdgeNode.open(
            Tiny.extractor(), Admission.uncertified(), server.address(), SETTINGS, key())) {
      var source = new Source.Folder(folder);
      var e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  node.run(
                      source.open(node.modality()),
                      answer -> {
                        throw full;
                      },
                      Progress.NONE));
      assertSame(full, e);
    }
  }

  @Test
  void run_twice_answersTheSame() throws IOException {
    Images.paintMany(folder, 6);
    try (EdgeNode node =
        EdgeNode.open(
            Tiny.extractor(), Admission.uncertified(), server.address(), SETTINGS, key())) {
      for (int i = 0; i < 2; i++) {
        node.run(new Source.Folder(folder).open(node.modality()), answers::add, Progress.NONE);
      }
    }
    assertEquals(
        answers.subList(0, 6).stream().map(Prediction::answers).toList(),
        answers.subList(6, 12).stream().map(Prediction::answers).toList());
  }

  @Test
  void run_anyImages_progressEndsAtTheirNumber() throws IOException {
    Images.paintMany(folder, 10);
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    try (EdgeNode node =
        EdgeNode.open(
            Tiny.extractor(), Admission.uncertified(), server.address(), SETTINGS, key())) {
      node.run(
          new Source.Folder(folder).open(node.modality()),
          answers::add,
          (done, total, note) -> steps.add(done + " of " + total));
    }
    assertEquals(IntStream.rangeClosed(1, 10).mapToObj(i -> i + " of 10").toList(), steps);
  }

  /** A camera that is switched off after a while: nobody knew how many images would come. */
  @Test
  void run_streamOfUnknownSize_answersAllAndSaysHowFarItIs() throws IOException {
    List<String> labels = Images.paintMany(folder, 10);
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    try (EdgeNode node =
            EdgeNode.open(
                Tiny.extractor(), Admission.uncertified(), server.address(), SETTINGS, key());
        CaptureStream files = new Source.Folder(folder).open(node.modality())) {
      Summary summary =
          node.run(
              new CaptureStream() {
                private long taken;

                @Override
                public DataCard card() {
                  return DataCard.ofImages("camera");
                }

                @Override
                public OptionalLong size() {
                  return OptionalLong.empty();
                }

                @Override
                public Optional<Capture> next() {
                  return files
                      .next()
                      .map(
                          file ->
                              new Capture(
                                  new CaptureId("camera", taken++, Optional.empty()),
                                  Optional.empty(),
                                  file.content()));
                }
              },
              answers::add,
              (done, total, note) -> steps.add(done + " of " + total));
      assertEquals(10, summary.answers());
    }
    assertEquals(labels, answers.stream().map(Prediction::label).toList());
    assertEquals(7, answers.get(7).capture().sequence());
    assertEquals(IntStream.rangeClosed(1, 10).mapToObj(i -> i + " of 0").toList(), steps);
  }

  @Test
  void run_dataSet_answersCarryItsLabels() throws IOException {
    Images.paintMany(folder, 2);
    List<Sample> samples =
        List.of(Sample.of("001.png", Map.of("colour", "green")), Sample.of("000.png", Map.of()));
    DataSet.write(folder, DataCard.ofImages("colours"), List.of("colour"), samples);
    run(new Source.Labelled(folder), SETTINGS);
    assertEquals(
        samples.stream().map(Optional::of).toList(),
        answers.stream().map(Prediction::sample).toList());
  }

  @Test
  void run_audio_isRefused() throws IOException {
    Files.writeString(folder.resolve("a.wav"), "a voice");
    DataCard card = DataCard.of("voices", InputSpec.Kind.AUDIO);
    DataSet.write(folder, card, List.of(), List.of(Sample.of("a.wav", Map.of())));
    var e =
        assertThrows(
            UnsuitableModalityException.class, () -> run(new Source.Labelled(folder), SETTINGS));
    assertEquals(
        "the network takes images, and voices is of audio; use one of images", e.getMessage());
  }

  @Test
  void open_networkIsNotWhatItsManifestSays_saysBothAndAsksNobody() {
    ExtractorPackage wrong = Tiny.extractor("means", Shape.of(8), List.of());
    var e =
        assertThrows(
            MismatchedExtractorException.class,
            () -> EdgeNode.open(wrong, Admission.uncertified(), server.address(), SETTINGS, key()));
    assertEquals(
        "the package's network makes means ?×3 and its manifest says means ?×8;"
            + " build the package again",
        e.getMessage());
    assertTrue(server.paths.isEmpty());
  }

  @Test
  void open_networkIsDamaged_asksNobody() {
    ExtractorPackage damaged = Tiny.extractor("hello".getBytes(ISO_8859_1));
    assertThrows(
        NetworkException.class,
        () -> EdgeNode.open(damaged, Admission.uncertified(), server.address(), SETTINGS, key()));
    assertTrue(server.paths.isEmpty());
  }

  private Summary run(EdgeOptions options) {
    return run(new Source.Folder(folder), options);
  }

  private Summary run(Source source, EdgeOptions options) {
    try (EdgeNode node =
        EdgeNode.open(
            Tiny.extractor(), Admission.uncertified(), server.address(), options, key())) {
      return node.run(source.open(node.modality()), answers::add, Progress.NONE);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      // The server is stopping.
    }
  }
}
