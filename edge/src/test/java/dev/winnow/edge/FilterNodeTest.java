package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.data.CaptureId;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.data.filter.MissingFilterException;
import dev.winnow.edge.delivery.RefusedRequestException;
import dev.winnow.edge.delivery.RetryPolicy;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.UntrustedException;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.TensorMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose extractor is a filter, with a stream that it is given. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class FilterNodeTest {
  private static final EdgeOptions OPTIONS =
      EdgeOptions.withDefaults()
          .with(
              new RetryPolicy(
                  Optional.of(Duration.ZERO), Duration.ofMillis(1), Duration.ofSeconds(20)));
  private static final List<String> LABELS = List.of("ball", "kite");

  @TempDir private Path folder;
  private final StubServer server = new StubServer();

  /** Hands out captures by name; one that is called {@code broken} cannot be read. */
  private static final class Listed implements FilteredStream {
    private final List<String> names;
    private final boolean live;
    private final List<String> told = new ArrayList<>();
    private int next;

    Listed(boolean live, String... names) {
      this.names = List.of(names);
      this.live = live;
    }

    @Override
    public boolean isLive() {
      return live;
    }

    @Override
    public Optional<FilteredCapture> next() {
      if (next == names.size()) {
        return Optional.empty();
      }
      String name = names.get(next++);
      if (name.equals("broken")) {
        throw new UnreadableCaptureException(name, "it is cut short");
      }
      return Optional.of(
          new FilteredCapture(
              CaptureId.ofFile(name), new byte[] {1, 2, 3}, 1_000, Duration.ofMillis(5)));
    }

    @Override
    public void answered(CaptureId id, List<Tag> tags) {
      told.add(id.source() + " " + tags.get(0).label());
    }

    @Override
    public List<String> remarks() {
      return List.of();
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  @BeforeEach
  void serve() {
    server.model =
        new ModelMetadata(
            "colour",
            List.of("1"),
            "winnow_tagger",
            List.of(new TensorMetadata("image", Datatype.BYTES, List.of(1L), List.of())),
            List.of(new TensorMetadata("objects", Datatype.FP32, List.of(1L, -1L, 6L), LABELS)));
    server.usual =
        StubServer.answering(
            new NamedTensor("objects", Tensor.of(Shape.of(1, 1, 6), 0, 0, 1, 1, 0.75f, 1)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static ExtractorPackage street(CaptureFilter.Method method) {
    return ExtractorPackage.of(
        new Manifest(
            "colour",
            "1",
            Tiny.preprocessing(),
            new CaptureFilter(method, Map.of(), List.of()),
            new AnalyzerSpec(
                List.of(new OutputHead.Detection("objects", LABELS)), Digest.of(new byte[] {7})),
            Provenance.here(Map.of())),
        Map.of());
  }

  private FilterNode open(EdgeOptions options) {
    return FilterNode.open(
        street(CaptureFilter.Method.MASK),
        Admission.uncertified(),
        server.address(),
        options,
        folder.resolve("key"));
  }

  private Summary run(FilteredStream stream, List<Prediction> answers) {
    try (FilterNode node = open(OPTIONS)) {
      return node.run(stream, answers::add);
    }
  }

  @Test
  void run_filteredCaptures_areAnsweredInTheirOrderAndTheStreamIsTold() {
    Listed stream = new Listed(false, "a", "b", "c", "d", "e", "f");
    List<Prediction> answers = new ArrayList<>();

    Summary summary = run(stream, answers);

    assertEquals(
        List.of("a", "b", "c", "d", "e", "f"),
        answers.stream().map(answer -> answer.capture().source()).toList());
    assertEquals("kite 75 %", answers.get(0).label());
    assertEquals("f kite", stream.told.get(5));
    assertEquals(6, summary.answers());
    assertEquals(6_000, summary.traffic().captureBytes());
    assertEquals(18, summary.traffic().featureBytes());
  }

  @Test
  void run_aCaptureThatCannotBeRead_isCountedAndTheRestAnswered() {
    Summary summary = run(new Listed(false, "a", "broken", "b"), new ArrayList<>());

    assertEquals(2, summary.answers());
    assertEquals(
        List.of(new Summary.Skipped("broken", "it is cut short")), summary.skipped().first());
    assertTrue(summary.skipped().tooMany().isEmpty());
  }

  @Test
  void run_noCaptureThatCanBeRead_hasFailed() {
    Summary summary = run(new Listed(false, "broken", "broken"), new ArrayList<>());

    assertTrue(summary.skipped().tooMany().isPresent());
  }

  /** A recording goes on while the analyzer is away; so does the run. */
  @Test
  void run_liveSourceWhoseAnalyzerFails_goesOnAndCounts() {
    server.usual = StubServer.error(500, "out of order");

    Summary summary = run(new Listed(true, "a", "b"), new ArrayList<>());

    assertEquals(0, summary.answers());
    assertEquals(2, summary.skipped().count());
    assertTrue(
        summary.skipped().first().get(0).reason().contains("out of order"),
        summary.skipped().toString());
  }

  @Test
  void run_fileWhoseAnalyzerFails_fails() {
    server.usual = StubServer.error(500, "out of order");

    assertThrows(
        RefusedRequestException.class, () -> run(new Listed(false, "a"), new ArrayList<>()));
  }

  @Test
  void open_withABudget_isRefused() {
    assertThrows(MalformedOptionException.class, () -> open(OPTIONS.withBudget(10)));
  }

  @Test
  void open_packageWithoutACertificateWhereOneIsAsked_isRefusedBeforeAnythingIsSent() {
    assertThrows(
        UntrustedException.class,
        () ->
            FilterNode.open(
                street(CaptureFilter.Method.MASK),
                Admission.certified(CertificateVerifier.in(List.of()), InstantSource.system()),
                server.address(),
                OPTIONS,
                folder.resolve("key")));
    assertTrue(server.asked.isEmpty());
  }

  /** FFmpeg and OpenCV are not on an edge's class path by themselves. */
  @Test
  void provider_whereNoneIsOnTheClassPath_isNamed() {
    var refusal =
        assertThrows(
            MissingFilterException.class,
            () -> FilterProvider.of(street(CaptureFilter.Method.MASK)));

    assertTrue(refusal.getMessage().contains("WINNOW_FFMPEG=1"), refusal.getMessage());
    assertThrows(UnsupportedPackageException.class, () -> FilterProvider.of(Tiny.extractor()));
  }

  /** What disguises voices needs no native code. */
  @Test
  void provider_ofVoices_isThere() {
    assertEquals(
        CaptureFilter.Method.VOICE, FilterProvider.of(street(CaptureFilter.Method.VOICE)).method());
  }
}
