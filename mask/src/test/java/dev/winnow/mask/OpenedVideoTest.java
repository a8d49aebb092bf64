package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.image.Image;
import dev.winnow.video.SourceOptions;
import dev.winnow.video.VideoFormat;
import dev.winnow.video.VideoOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class OpenedVideoTest {
  private static final int FRAMES = 20;

  @TempDir private Path folder;
  private final AtomicInteger connections = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    Path file = folder.resolve("film.ts");
    Image first = Film.frame(0).image();
    VideoFormat format = new VideoFormat(first.width(), first.height(), 25);
    try (VideoOutput output = VideoOutput.open(file.toString(), format)) {
      for (int i = 0; i < FRAMES; i++) {
        output.write(Film.frame(i).image(), Film.frame(i).time());
      }
    }
    byte[] film = Files.readAllBytes(file);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/film.ts",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, film.length);
            exchange.getResponseBody().write(film);
          }
        });
    server.createContext(
        "/live.ts",
        exchange -> {
          connections.incrementAndGet();
          // Of a length that is not known, and open until the test ends.
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(film);
          exchange.getResponseBody().flush();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** It once was played again and again, as a camera that is lost is sought again. */
  @Test
  void open_fileOverHttp_endsAfterItsLastFrame() {
    OpenedVideo opened =
        OpenedVideo.open(address("film.ts"), FilterRun.Pace.unlimited(), SourceOptions.USUAL);
    int frames = 0;
    try (var film = opened.frames()) {
      while (film.next().isPresent()) {
        frames++;
      }
    }

    assertEquals(FRAMES, frames);
    assertFalse(opened.isLive());
  }

  /** It may be a camera that is not there yet. */
  @Test
  void open_nothingThereYet_isSoughtAsALiveSource() {
    OpenedVideo opened =
        OpenedVideo.open(address("later"), FilterRun.Pace.unlimited(), SourceOptions.USUAL);
    opened.frames().close();

    assertTrue(opened.isLive());
  }

  /** A camera may take one viewer only, and counts each. */
  @Test
  void open_streamOverHttpWithoutAnEnd_isConnectedToOnce() {
    OpenedVideo opened =
        OpenedVideo.open(address("live.ts"), FilterRun.Pace.unlimited(), SourceOptions.USUAL);
    try (var camera = opened.frames()) {
      assertTrue(camera.next().isPresent());
    }

    assertTrue(opened.isLive());
    assertEquals(1, connections.get());
  }

  private String address(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }
}
