package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveInputTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path folder;
  private TestClips clips;

  @BeforeEach
  void clips() {
    clips = new TestClips(folder);
  }

  /** The source breaks off, then stalls, then is there again. */
  @Test
  void next_brokenAndStalled_goesOn() throws InterruptedException {
    byte[] stream = TestClips.bytes(clips.written("a.ts", 60));
    List<LiveStatistics> told = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch thrice = new CountDownLatch(6);
    try (PartServer server =
            PartServer.ofTcp(
                new PartServer.Part(stream, false), new PartServer.Part(stream, true));
        LiveInput input =
            LiveInput.open(
                "tcp://user:secret@127.0.0.1:" + server.port(),
                SHORT,
                statistics -> {
                  told.add(statistics);
                  thrice.countDown();
                })) {
      Duration last = Duration.ofNanos(-1);
      int taken = 0;
      while (thrice.getCount() > 0) {
        Optional<VideoFrame> frame = input.next(Duration.ofMillis(50));
        if (frame.isPresent()) {
          taken++;
          assertTrue(frame.get().time().compareTo(last) > 0);
          last = frame.get().time();
        }
      }
      LiveStatistics end = input.statistics();
      assertTrue(taken > 0);
      assertTrue(end.frames() >= 180, end::toString);
      assertTrue(end.dropped() <= end.frames() - taken, end::toString);
      assertTrue(end.reconnects() >= 2, end::toString);
    }
    assertEquals(
        List.of(true, false, true, false, true, false),
        told.subList(0, 6).stream().map(LiveStatistics::isConnected).toList());
    assertTrue(told.get(1).trouble().endsWith(" ended"), told.get(1)::trouble);
    assertTrue(told.get(3).trouble().contains("gave no frame for 2 s"), told.get(3)::trouble);
    assertFalse(told.toString().contains("secret"));
  }

  @Test
  void next_lateReader_getsTheNewestAlone() throws InterruptedException {
    byte[] stream = TestClips.bytes(clips.written("a.ts", 60));
    CountDownLatch lost = new CountDownLatch(2);
    try (PartServer server =
            PartServer.ofTcp(
                new PartServer.Part(stream, false), new PartServer.Part(new byte[0], true));
        LiveInput input =
            LiveInput.open(
                "tcp://127.0.0.1:" + server.port(),
                PATIENCE,
                statistics -> lost.countDown(),
                new BackOff(new SplittableRandom()))) {
      assertTrue(lost.await(60, TimeUnit.SECONDS));
      LiveStatistics statistics = input.statistics();

      int number = TestClips.number(input.next().orElseThrow().image());

      assertEquals(59, number);
      assertEquals(60, statistics.frames());
      assertEquals(59, statistics.dropped());
    }
  }

  @Test
  void next_ofFile_playsItAgainAndAgain() {
    Path file = clips.written("a.mp4", 5);
    try (LiveInput input = LiveInput.open(file.toString())) {
      assertEquals(25, input.format().rate(), 0.5);
      assertTrue(input.isLive());
      Duration last = Duration.ofNanos(-1);
      for (int i = 0; i < 12; i++) {
        VideoFrame frame = input.next().orElseThrow();
        assertTrue(frame.time().compareTo(last) > 0);
        last = frame.time();
      }
      assertTrue(last.compareTo(Duration.ofMillis(400)) >= 0, last::toString);
      assertEquals(0, input.statistics().reconnects());
    }
  }

  @Test
  void close_neverFound_endsEveryWait() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    LiveInput input = LiveInput.open("rtsp://u:secret@127.0.0.1:" + port + "/");
    CompletableFuture<Optional<VideoFrame>> frame = CompletableFuture.supplyAsync(input::next);
    CompletableFuture<VideoFormat> format = CompletableFuture.supplyAsync(input::format);
    while (input.statistics().trouble().isEmpty()) {
      Thread.onSpinWait();
    }
    assertTrue(input.statistics().trouble().contains("Connection refused"));

    input.close();

    assertTrue(frame.get(60, TimeUnit.SECONDS).isEmpty());
    assertThrows(Exception.class, () -> format.get(60, TimeUnit.SECONDS));
    assertTrue(input.next().isEmpty());
  }

  @Test
  void close_whileItConnects_endsTheThread() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      LiveInput input =
          LiveInput.open("tcp://127.0.0.1:" + silent.getLocalPort(), PATIENCE, s -> {});
      silent.accept().getOutputStream().write(new byte[1]);

      input.close();

      assertFalse(input.statistics().isConnected());
    }
  }

  @Test
  void pacedSource_isNotFasterThanItsTimes() {
    Path file = clips.written("a.mp4", 6);
    FrameSource paced = PacedSource.of(VideoInput.open(file.toString()));
    long begun = System.nanoTime();

    List<VideoFrame> frames = TestClips.frames(paced);

    assertEquals(6, frames.size());
    assertTrue(System.nanoTime() - begun >= TestClips.GAP.multipliedBy(5).toNanos());
    assertFalse(paced.isLive());
  }

  @Test
  void pacedSource_closed_endsTheWait() throws Exception {
    Path file = clips.written("a.mp4", List.of(Duration.ZERO, Duration.ofHours(1)));
    FrameSource paced = PacedSource.of(VideoInput.open(file.toString()));
    assertTrue(paced.next().isPresent());
    CompletableFuture<Optional<VideoFrame>> second = CompletableFuture.supplyAsync(paced::next);

    paced.close();

    assertTrue(second.get(60, TimeUnit.SECONDS).isEmpty());
  }
}
