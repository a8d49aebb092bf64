package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.core.WinnowException;
import dev.winnow.image.Image;
import dev.winnow.video.heif.StillFixtures;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams over the loopback interface. */
@Timeout(120)
class NetworkVideoTest {
  private static final VideoFormat FORMAT = new VideoFormat(TestClips.WIDTH, TestClips.HEIGHT, 25);

  /** Long enough for a machine that is busy with other things. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofSeconds(2);

  private static final Duration MOMENT = Duration.ofMillis(200);

  @TempDir Path folder;
  private TestClips clips;

  @BeforeEach
  void clips() {
    clips = new TestClips(folder);
  }

  @Test
  void next_overTcp_givesEveryFrameUntilTheServerEnds() {
    byte[] stream = TestClips.bytes(clips.written("a.ts", 60));
    try (PartServer server = PartServer.ofTcp(new PartServer.Part(stream, false))) {
      VideoInput input = VideoInput.open("tcp://127.0.0.1:" + server.port(), PATIENCE);

      assertTrue(input.isLive());
      assertEquals(25, input.format().rate(), 0.02 * 25);
      List<VideoFrame> frames = TestClips.frames(input);
      assertEquals(IntStream.range(0, 60).boxed().toList(), TestClips.numbers(frames));
      assertEquals(
          IntStream.range(0, 60).mapToObj(i -> 40L * i).toList(), TestClips.millis(frames));
    }
  }

  @Test
  void next_fileOverHttp_givesEveryFrame() {
    byte[] file = TestClips.bytes(clips.written("a.ts", 60));
    try (PartServer server = PartServer.ofHttp(new PartServer.Part(file, false))) {
      VideoInput input = VideoInput.open("http://127.0.0.1:" + server.port() + "/a", PATIENCE);

      assertFalse(input.isLive());
      assertEquals(
          IntStream.range(0, 60).boxed().toList(), TestClips.numbers(TestClips.frames(input)));
    }
  }

  @Test
  void next_streamOverHttp_isLive() {
    byte[] stream = TestClips.bytes(clips.written("a.ts", 60));
    try (PartServer server = PartServer.ofHttp(new PartServer.Part(stream, true));
        VideoInput input =
            VideoInput.open("http://127.0.0.1:" + server.port() + "/live", PATIENCE)) {
      assertTrue(input.isLive());
      for (int i = 0; i < 50; i++) {
        assertEquals(i, TestClips.number(input.next().orElseThrow().image()));
      }
    }
  }

  /** A playlist may name what its own protocol reaches, and no file of this machine. */
  @Test
  void open_playlistOverHttpThatNamesAFile_isRefused() {
    Path video = clips.written("a.ts", 60);
    String list =
        "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.4,\nfile://" + video + "\n#EXT-X-ENDLIST\n";
    try (PartServer server =
        PartServer.ofHttp(
            new PartServer.Part(
                list.getBytes(java.nio.charset.StandardCharsets.US_ASCII), false))) {
      assertThrows(
          WinnowException.class,
          () -> VideoInput.open("http://127.0.0.1:" + server.port() + "/a.m3u8", PATIENCE));
    }
  }

  @Test
  void next_overUdp_givesFrames() throws Exception {
    int port = freeUdpPort();
    CountDownLatch enough = new CountDownLatch(1);
    CompletableFuture<Void> sender =
        CompletableFuture.runAsync(
            () -> {
              try (VideoOutput output = VideoOutput.open("udp://127.0.0.1:" + port, FORMAT)) {
                for (int i = 0; enough.getCount() > 0; i++) {
                  output.write(TestClips.numbered(i % 256), TestClips.GAP.multipliedBy(i));
                  enough.await(10, TimeUnit.MILLISECONDS);
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    try (VideoInput input = VideoInput.open("udp://127.0.0.1:" + port, PATIENCE)) {
      Duration last = Duration.ofNanos(-1);
      for (int i = 0; i < 30; i++) {
        VideoFrame frame = input.next().orElseThrow();
        assertTrue(frame.time().compareTo(last) > 0);
        last = frame.time();
        int number = TestClips.number(frame.image());
        assertTrue(
            StillFixtures.difference(frame.image(), TestClips.numbered(number)) < 3,
            () -> "frame " + number);
      }
    } finally {
      enough.countDown();
      sender.join();
    }
  }

  @Test
  void next_stalled_endsInTimeAndHidesThePassword() {
    byte[] stream = TestClips.bytes(clips.written("a.ts", 60));
    try (PartServer server = PartServer.ofTcp(new PartServer.Part(stream, true));
        VideoInput input = VideoInput.open("tcp://user:secret@127.0.0.1:" + server.port(), SHORT)) {
      StalledSourceException stall =
          assertThrows(
              StalledSourceException.class,
              () -> {
                while (input.next().isPresent()) {}
              });
      assertEquals(
          "tcp://127.0.0.1:%d gave no frame for 2 s; see whether it is on, and open it again"
              .formatted(server.port()),
          stall.getMessage());
    }
  }

  @Test
  void open_serverThatNeverAnswers_endsInTime() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String scheme : List.of("tcp", "http", "rtsp")) {
        String source = scheme + "://127.0.0.1:" + server.getLocalPort() + "/";
        assertThrows(StalledSourceException.class, () -> VideoInput.open(source, MOMENT), source);
      }
    }
    int port = freeUdpPort();
    assertThrows(
        StalledSourceException.class, () -> VideoInput.open("udp://127.0.0.1:" + port, MOMENT));
  }

  @Test
  void open_nobodyThere_saysSo() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    for (String scheme : List.of("tcp", "http", "rtsp")) {
      var refusal =
          assertThrows(
              UnreachableSourceException.class,
              () -> VideoInput.open(scheme + "://u:secret@127.0.0.1:" + port + "/x?key=1"));
      assertEquals(
          "cannot receive %s://127.0.0.1:%d/x…: Connection refused; see whether it is on, and its address right"
              .formatted(scheme, port),
          refusal.getMessage());
    }
  }

  @Test
  void open_cameraThatIsNotThere_saysSo() {
    assumeTrue(Files.isDirectory(Path.of("/dev")), "Linux is not installed");
    var refusal =
        assertThrows(
            UnreachableSourceException.class, () -> VideoInput.open("v4l2:/dev/video-none"));
    assertTrue(
        refusal.getMessage().startsWith("cannot receive v4l2:/dev/video-none: No such file"),
        refusal::getMessage);
  }

  @Test
  void open_deviceThatIsNoCamera_saysSo() {
    assumeTrue(Files.exists(Path.of("/dev/null")), "Linux is not installed");
    var refusal =
        assertThrows(UnreachableSourceException.class, () -> VideoInput.open("v4l2:/dev/null"));
    assertTrue(
        refusal.getMessage().startsWith("cannot receive v4l2:/dev/null: Inappropriate ioctl"),
        refusal::getMessage);
  }

  @Test
  void close_fromAnotherThread_endsTheWait() throws Exception {
    byte[] stream = TestClips.bytes(clips.written("a.ts", 60));
    try (PartServer server = PartServer.ofTcp(new PartServer.Part(stream, true))) {
      VideoInput input = VideoInput.open("tcp://127.0.0.1:" + server.port(), PATIENCE);
      CountDownLatch last = new CountDownLatch(1);
      CompletableFuture<Boolean> reader =
          CompletableFuture.supplyAsync(
              () -> {
                Optional<VideoFrame> frame = input.next();
                while (frame.isPresent()) {
                  if (TestClips.number(frame.get().image()) > 50) {
                    last.countDown();
                  }
                  frame = input.next();
                }
                return true;
              });
      assertTrue(last.await(60, TimeUnit.SECONDS));

      input.close();

      assertTrue(reader.get(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void next_rtsp_comesOverTcp() {
    try (CameraServer camera = new CameraServer(clips.written("a.ts", 60), true);
        VideoInput input = VideoInput.open(camera.url("/live?channel=1"), PATIENCE)) {
      assertTrue(input.isLive());
      assertEquals(25, input.format().rate(), 0.02 * 25);
      Duration last = Duration.ofNanos(-1);
      for (int i = 0; i < 55; i++) {
        VideoFrame frame = input.next().orElseThrow();
        assertEquals(i, TestClips.number(frame.image()));
        assertTrue(frame.time().compareTo(last) > 0);
        last = frame.time();
      }
      assertEquals(List.of("TCP"), camera.asked());
    }
  }

  @Test
  void next_rtspOfCameraWithoutTcp_comesByUdp() {
    try (CameraServer camera = new CameraServer(clips.written("a.ts", 60), false);
        VideoInput input = VideoInput.open(camera.url("/live"), PATIENCE)) {
      for (int i = 0; i < 30; i++) {
        assertTrue(input.next().isPresent());
      }
      assertEquals(List.of("TCP", "UDP"), camera.asked());
    }
  }

  /** FFmpeg's program takes what is published to it. */
  @Test
  void write_rtsp_publishesEveryFrame() throws Exception {
    Path file = folder.resolve("published.mkv");
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    String url = "rtsp://127.0.0.1:" + port + "/camera";
    Process server =
        TestClips.process(
                List.of(
                    TestClips.program(ffmpeg.class),
                    "-nostdin",
                    "-v",
                    "quiet",
                    "-rtsp_flags",
                    "listen",
                    "-i",
                    url,
                    "-c",
                    "copy",
                    file.toString()))
            .start();
    try {
      try (VideoOutput output = published(url)) {
        for (int i = 0; i < 60; i++) {
          output.write(TestClips.numbered(i), TestClips.GAP.multipliedBy(i));
        }
      }
      assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    } finally {
      server.destroyForcibly();
    }

    List<VideoFrame> frames = TestClips.frames(file);

    assertEquals(IntStream.range(0, 60).boxed().toList(), TestClips.numbers(frames));
    // Of the very first packet the program takes no time; it counts from the second one.
    assertEquals(
        IntStream.range(1, 59).mapToObj(i -> 40L * i).toList(),
        TestClips.millis(frames).subList(2, 60));
  }

  /** Once the program listens. */
  private static VideoOutput published(String url) throws InterruptedException {
    for (int i = 0; ; i++) {
      try {
        return VideoOutput.open(url, FORMAT, PATIENCE);
      } catch (UnwritableVideoException e) {
        if (i == 300) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Test
  void write_toReaderThatTakesNothing_endsInTime() throws IOException {
    List<Image> noise = List.of(noise(1), noise(2));
    try (ServerSocket server = narrowServer();
        VideoOutput output =
            VideoOutput.open(
                "tcp://127.0.0.1:" + server.getLocalPort(), new VideoFormat(640, 480, 25), SHORT);
        Socket reader = server.accept()) {
      var refusal =
          assertThrows(
              UnwritableVideoException.class,
              () -> {
                for (int i = 0; ; i++) {
                  output.write(noise.get(i % 2), TestClips.GAP.multipliedBy(i));
                }
              });
      assertTrue(refusal.getMessage().contains("it took nothing for 2 s"));
      assertFalse(reader.isClosed());
      assertThrows(
          IllegalStateException.class, () -> output.write(noise.get(0), Duration.ofDays(1)));
    }
  }

  private static Image noise(long seed) {
    return Image.of(640, 480, new Random(seed).ints(640 * 480).toArray());
  }

  /** What lies in its buffers is soon too much. */
  private static ServerSocket narrowServer() throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReceiveBufferSize(4096);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return server;
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
