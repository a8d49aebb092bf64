package dev.winnow.maskaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Progress;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import dev.winnow.mask.MaskSettings;
import dev.winnow.portraits.Portraits;
import dev.winnow.video.VideoFormat;
import dev.winnow.video.VideoOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film of 25 frames a second of one portrait, with a detector that misses every third frame. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class FilmCoverageTest {
  private static final int FRAMES = 30;

  @TempDir private static Path folder;
  private static Path film;

  @BeforeAll
  static void write() {
    film = folder.resolve("film.mp4");
    Image face = Portraits.withSeed(5).draw(0, 0).image();
    try (VideoOutput output =
        VideoOutput.open(film.toString(), new VideoFormat(face.width(), face.height(), 25))) {
      for (int i = 0; i < FRAMES; i++) {
        output.write(face, Duration.ofMillis(40L * i));
      }
    }
  }

  private static List<Boolean> covered(Duration linger, Duration lookAhead) {
    MaskSettings settings =
        MaskSettings.withDefaults()
            .with(new MaskSettings.Persistence(linger, 1, lookAhead, Duration.ZERO));
    AuditedMask mask = new AuditedMask(settings, FilmCoverageTest::missing, Set.of());
    List<Boolean> covered = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    new ReleasedFrames(mask)
        .ofFilm(
            film,
            pair -> {
              times.add(pair.seconds());
              covered.add(
                  VisibleShare.of(Crowd.FACE, pair.released(), MaskSettings.Fill.SOLID)
                      <= VisibleShare.MOST);
            },
            Progress.NONE);
    assertEquals(times.stream().sorted().distinct().toList(), times);
    return covered;
  }

  /** Misses the frames 0, 3, 6 and so on. */
  private static Detector missing() {
    int[] looks = new int[1];
    return Crowd.detector(
        image ->
            looks[0]++ % 3 == 0 ? List.of() : List.of(new DetectedObject(Crowd.FACE, 0.95f, 0)));
  }

  @Test
  void ofFilm_frameByFrame_showsEveryThirdFrame() {
    List<Boolean> covered = covered(Duration.ZERO, Duration.ZERO);

    assertEquals(FRAMES, covered.size());
    assertEquals(FRAMES / 3, covered.stream().filter(each -> !each).count());
  }

  @Test
  void ofFilm_lingering_showsTheFirstFrameAlone() {
    List<Boolean> covered = covered(Duration.ofSeconds(1), Duration.ZERO);

    assertEquals(false, covered.get(0));
    assertEquals(1, covered.stream().filter(each -> !each).count());
  }

  @Test
  void ofFilm_lookingAhead_showsNone() {
    List<Boolean> covered = covered(Duration.ofSeconds(1), Duration.ofMillis(200));

    assertEquals(FRAMES, covered.stream().filter(each -> each).count());
  }
}
