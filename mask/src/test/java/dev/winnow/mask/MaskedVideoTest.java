package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import dev.winnow.video.FrameSource;
import dev.winnow.video.SourceOptions;
import dev.winnow.video.VideoFormat;
import dev.winnow.video.VideoFrame;
import dev.winnow.video.VideoInput;
import dev.winnow.video.VideoOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class MaskedVideoTest {
  private static final int FRAMES = 60;
  private static final ImageSpec LARGEST =
      new ImageSpec(
          120,
          120,
          1,
          ImageSpec.Fit.LETTERBOX,
          ImageSpec.Colour.RGB,
          new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)));

  @TempDir private Path folder;

  /** Finds the face on every third frame only. */
  private static final class Forgetful implements Detector {
    private int looks;

    @Override
    public List<String> labels() {
      return List.of("face");
    }

    @Override
    public List<DetectedObject> detect(Image image) {
      return looks++ % 3 == 0 ? Film.faces(image) : List.of();
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  private Path film() {
    Path file = folder.resolve("film.mp4");
    Image first = Film.frame(0).image();
    try (VideoOutput output =
        VideoOutput.open(file.toString(), new VideoFormat(first.width(), first.height(), 25))) {
      for (int i = 0; i < FRAMES; i++) {
        output.write(Film.frame(i).image(), Film.frame(i).time());
      }
    }
    return file;
  }

  private static List<VideoFrame> frames(Path file) {
    List<VideoFrame> frames = new ArrayList<>();
    try (FrameSource source = VideoInput.open(file.toString())) {
      for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
        frames.add(frame.get());
      }
    }
    return frames;
  }

  private static MaskedVideo masked(
      Path file, FilterRun.Pace pace, List<OutputThread> outputs, Optional<Preview> preview) {
    OpenedVideo video = OpenedVideo.open(file.toString(), pace, SourceOptions.USUAL);
    FrameMasker masker =
        new FrameMasker(
            new DetectorGuard(new Forgetful(), 0.5, Duration.ofSeconds(5)),
            MaskSettings.withDefaults());
    AnalysisQueue analysis =
        new AnalysisQueue(video.isLive(), pace, file.toString(), new JpegForm(LARGEST));
    return MaskedVideo.start(
        video,
        masker,
        new MaskedVideo.Outputs(List.of(OutputGroup.of(outputs)), analysis, preview),
        new ProcessorShare(pace.processors()));
  }

  private static List<FilteredCapture> all(FilteredStream stream) {
    List<FilteredCapture> captures = new ArrayList<>();
    for (Optional<FilteredCapture> next = stream.next(); next.isPresent(); next = stream.next()) {
      captures.add(next.get());
    }
    return captures;
  }

  @Test
  void next_ofAFilm_givesEveryFrameMaskedAndSmallEnough() {
    try (MaskedVideo video =
        masked(film(), FilterRun.Pace.unlimited(), List.of(), Optional.empty())) {
      List<FilteredCapture> captures = all(video);

      assertEquals(FRAMES, captures.size());
      for (FilteredCapture capture : captures) {
        Image image = ImageDecoder.decode("a masked frame", capture.content());
        assertTrue(image.width() <= 120 && image.height() <= 120, image.toString());
        assertEquals(0, Film.bareFace(image), capture.toString());
      }
    }
  }

  /** motioneye-project/motioneye#3104: a mask belongs on the recording too. */
  @Test
  void record_ofAFilm_hasAllFramesAtTheirTimesAndNoFace() {
    Path film = film();
    Path recording = folder.resolve("recording.mp4");
    try (FrameSource source = VideoInput.open(film.toString());
        MaskedVideo video =
            masked(
                film,
                FilterRun.Pace.unlimited(),
                List.of(
                    OutputThread.start(
                        new VideoWriting(
                            "the recording", recording.toString(), source, Optional.empty()),
                        false)),
                Optional.empty())) {
      assertEquals(FRAMES, all(video).size());
    }

    List<VideoFrame> written = frames(recording);
    assertEquals(FRAMES, written.size());
    for (int i = 0; i < FRAMES; i++) {
      assertEquals(0, Film.bareFace(written.get(i).image()), "frame " + i);
      assertEquals(40L * i, written.get(i).time().toMillis(), "frame " + i);
    }
  }

  /**
   * Whatever the detector does, nothing that leaves shows a face. That it misses the face for a
   * second on end, or for the whole half second before it is first found, has a probability below
   * 1e-11 here.
   */
  @Test
  void next_ofADetectorThatFailsAtRandom_showsNoFaceOnTenThousandFramesAnywhere() {
    FaultyDetector detector = new FaultyDetector();
    Collected recording = new Collected();
    FilterRun.Pace pace = FilterRun.Pace.unlimited();
    FrameMasker masker =
        new FrameMasker(
            new DetectorGuard(detector, 0.5, Duration.ofSeconds(1)), MaskSettings.withDefaults());
    AnalysisQueue analysis = new AnalysisQueue(false, pace, "film", new JpegForm(LARGEST));
    int asked = 0;
    try (MaskedVideo video =
        MaskedVideo.start(
            new OpenedVideo(new FilmSource(10_000, detector::pass), false, List::of),
            masker,
            new MaskedVideo.Outputs(
                List.of(OutputGroup.of(List.of(OutputThread.start(recording, false)))),
                analysis,
                Optional.empty()),
            new ProcessorShare(pace.processors()))) {
      for (Optional<FilteredCapture> next = video.next();
          next.isPresent();
          next = video.next(), asked++) {
        Image image = ImageDecoder.decode("a masked frame", next.get().content());
        assertEquals(0, Film.bareFace(image), next.get().toString());
      }
    }

    assertEquals(10_000, recording.frames);
    assertEquals(0, recording.bare);
    assertEquals(10_000 - recording.whole, asked, "what is masked whole is not asked about");
    assertTrue(detector.hung() > 0, "it never hung");
    assertTrue(recording.whole > 500 && recording.whole < 3_000, recording.whole + " masked whole");
  }

  /** Counts what a recording would show. */
  private static final class Collected implements FrameOutput {
    // Read once the thread that writes has ended.
    private int frames;
    private int whole;
    private double bare;

    @Override
    public String name() {
      return "the recording";
    }

    @Override
    public void write(MaskedFrame frame) {
      frames++;
      whole += frame.isWhole() ? 1 : 0;
      bare += Film.bareFace(frame);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  /** The film, frame after frame. */
  private static final class FilmSource implements FrameSource {
    private final int frames;
    private final Runnable listener;
    private int next;

    FilmSource(int frames, Runnable listener) {
      this.frames = frames;
      this.listener = listener;
    }

    @Override
    public VideoFormat format() {
      return new VideoFormat(160, 120, 25);
    }

    @Override
    public Optional<VideoFrame> next() {
      listener.run();
      return next < frames ? Optional.of(Film.frame(next++)) : Optional.empty();
    }

    @Override
    public boolean isLive() {
      return false;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  @Test
  void next_withATimeBetweenFrames_givesThatManyOnly() {
    FilterRun.Pace pace = new FilterRun.Pace(Duration.ofSeconds(1), false, false, 2);
    try (MaskedVideo video = masked(film(), pace, List.of(), Optional.empty())) {
      assertEquals(3, all(video).size());
    }
  }

  @Test
  void preview_showsThePageAndMaskedFramesOnly() throws Exception {
    Preview page = Preview.start(0);
    FilterRun.Pace pace = new FilterRun.Pace(Duration.ZERO, false, true, 2);
    try (MaskedVideo video =
        masked(film(), pace, List.of(OutputThread.start(page, true)), Optional.of(page))) {
      URI address = URI.create(video.preview().orElseThrow());
      HttpClient client = HttpClient.newHttpClient();
      var html = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      var stream =
          client.send(
              HttpRequest.newBuilder(address.resolve("frames")).build(),
              BodyHandlers.ofInputStream());
      var foreign =
          client.send(
              HttpRequest.newBuilder(address.resolve("frames"))
                  .header("Sec-Fetch-Site", "cross-site")
                  .build(),
              BodyHandlers.discarding());

      assertEquals(200, html.statusCode());
      assertTrue(html.body().contains("What leaves this device"));
      assertEquals(403, foreign.statusCode());
      Image shown = ImageDecoder.decode("the page's frame", firstJpeg(stream.body()));
      assertEquals(0, Film.bareFace(shown));
    }
  }

  /** Whoever looks sees that frames are masked, also where no analyzer answers. */
  @Test
  void preview_withoutAnAnswer_saysHowManyFramesWereMasked() throws Exception {
    Preview page = Preview.start(0);
    FilterRun.Pace pace = new FilterRun.Pace(Duration.ZERO, false, true, 2);
    try (MaskedVideo video =
        masked(film(), pace, List.of(OutputThread.start(page, true)), Optional.of(page))) {
      var events =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(video.preview().orElseThrow() + "events"))
                      .build(),
                  BodyHandlers.ofInputStream());

      String first = line(events.body());

      assertTrue(first.matches("data: \\{\"frames\":[1-9][0-9]*,\"whole\":[0-9]+}"), first);
    }
  }

  private static byte[] firstJpeg(InputStream multipart) throws IOException {
    int length = 0;
    for (String line = line(multipart); !line.isEmpty(); line = line(multipart)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    return multipart.readNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  /** An output that fails takes nothing more, and the others go on. */
  @Test
  void record_thatFails_isSaidAndTheRestGoesOn() {
    FrameOutput broken =
        new FrameOutput() {
          @Override
          public String name() {
            return "the recording";
          }

          @Override
          public void write(MaskedFrame frame) {
            throw new IllegalStateException("no room");
          }

          @Override
          public void close() {
            // Holds nothing.
          }
        };
    try (MaskedVideo video =
        masked(
            film(),
            FilterRun.Pace.unlimited(),
            List.of(OutputThread.start(broken, false)),
            Optional.empty())) {
      assertEquals(FRAMES, all(video).size());
      assertTrue(
          video.remarks().contains("the recording failed: no room"), video.remarks().toString());
    }
  }

  @Test
  void open_noVideo_isRefusedInASentence() {
    assertThrows(
        RuntimeException.class,
        () ->
            masked(
                folder.resolve("nothing.mp4"),
                FilterRun.Pace.unlimited(),
                List.of(),
                Optional.empty()));
  }
}
