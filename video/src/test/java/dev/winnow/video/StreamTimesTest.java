package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no FFmpeg: times, waits, names and places. */
class StreamTimesTest {
  private static final long MILLI = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "'5000 5040 5200', '0 40 200'",
    "'0 40 40 80', '0 40 41 80'",
    "'0 40 30 80', '0 40 41 80'",
    "'0 - - 120', '0 40 80 120'",
    "'- - 0', '0 40 41'",
    "'95443000 95443040 0 40', '0 40 80 120'",
    "'0 40 60000 60040', '0 40 60000 60040'"
  })
  void frameClock_growsWhateverTheStampsDo(String stamps, String times) {
    FrameClock clock = new FrameClock(40 * MILLI);
    List<String> made = new ArrayList<>();
    for (String stamp : stamps.split(" ", -1)) {
      OptionalLong nanos =
          stamp.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(stamp) * MILLI);
      made.add(String.valueOf(clock.time(nanos).toMillis()));
    }
    assertEquals(times, String.join(" ", made));
  }

  @Test
  void liveTimes_newConnection_goesOnWithTheTimeThatPassed() {
    AtomicLong now = new AtomicLong(7_000 * MILLI);
    LiveTimes times = new LiveTimes(now::get);

    times.begin();
    assertEquals(Duration.ZERO, times.of(Duration.ZERO));
    assertEquals(Duration.ofMillis(40), times.of(Duration.ofMillis(40)));
    now.addAndGet(5_000 * MILLI);
    times.begin();
    assertEquals(Duration.ofSeconds(5), times.of(Duration.ZERO));
    assertEquals(Duration.ofSeconds(9), times.of(Duration.ofSeconds(4)));
    times.begin();
    assertEquals(Duration.ofMillis(9_001), times.of(Duration.ZERO));
    assertEquals(Duration.ofMillis(9_041), times.of(Duration.ofMillis(40)));
  }

  @Test
  void backOff_doublesUpToHalfAMinuteAndStartsAnew() {
    BackOff backOff = new BackOff(new SplittableRandom(1));
    for (int round = 0; round < 2; round++) {
      for (long most : List.of(500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000)) {
        long wait = backOff.next().toMillis();
        assertTrue(wait >= most / 2 && wait <= most, () -> wait + " of " + most);
      }
      backOff.reset();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://admin:pass@camera:554/live, rtsp://camera:554/live",
    "rtsp://admin:p@ss/w@camera/live, rtsp://camera/live",
    "rtsp://admin:p?ss@camera/live, rtsp://…",
    "http://camera/video?user=a&password=b, http://camera/video…",
    "http://camera/video?password=p@ss, http://…",
    "rtsp://camera/user=admin_password=x, rtsp://camera/user…",
    "udp://0.0.0.0:5000, udp://0.0.0.0:5000",
    "films/a@b=c?.mp4, films/a@b=c?.mp4",
    "v4l2:/dev/video0, v4l2:/dev/video0"
  })
  void streamName_showsNoPassword(String source, String shown) {
    assertEquals(shown, StreamName.of(source));
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 640, 480, '0 0 640 480'",
    "641, 481, 642, 482, '0 0 641 481'",
    "320, 240, 640, 480, '0 0 640 480'",
    "640, 360, 640, 480, '0 60 640 360'",
    "480, 640, 640, 480, '140 0 360 480'",
    "1, 1000, 640, 480, '318 0 1 480'"
  })
  void placement_isWholeInTheMiddle(
      int width, int height, int frameWidth, int frameHeight, String place) {
    Placement made = Placement.of(width, height, frameWidth, frameHeight);
    assertEquals(place, made.left() + " " + made.top() + " " + made.width() + " " + made.height());
  }
}
