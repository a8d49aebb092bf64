package dev.winnow.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files and playlists by HTTPS over the loopback interface, with certificates of keytool. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class HttpsVideoTest {
  private static final int FRAMES = 150;
  private static final byte[] KEY = "a key of sixteen".getBytes(StandardCharsets.US_ASCII);
  private static final List<Integer> NUMBERS = IntStream.range(0, FRAMES).boxed().toList();

  @TempDir private static Path folder;
  private static Path playlist;
  private static byte[] film;
  private static TlsServer server;
  private static TlsServer other;

  @BeforeAll
  static void serve() throws Exception {
    TestClips clips = new TestClips(folder);
    Path stream = clips.written("a.ts", FRAMES);
    film = TestClips.bytes(stream);
    playlist =
        clips.ffmpeg(
            "list.m3u8",
            "-i",
            stream.toString(),
            "-c",
            "copy",
            "-hls_time",
            "1",
            "-hls_list_size",
            "0");
    server = server("dns:localhost");
    other = server("dns:localhost");
  }

  @AfterAll
  static void close() {
    server.close();
    other.close();
  }

  private static TlsServer server(String names) throws Exception {
    TlsServer server = TlsServer.start(folder, names);
    server.serve("/a.ts", () -> film).serve("/list.m3u8", () -> TestClips.bytes(playlist));
    try (var files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().matches("list\\d+\\.ts"))
          .forEach(file -> server.serve("/" + file.getFileName(), () -> TestClips.bytes(file)));
    }
    return server;
  }

  private static VideoInput open(String url, Path authorities) {
    return VideoInput.open(url, new SourceOptions(List.of(), Optional.of(authorities)));
  }

  private static String refusal(String url, Optional<Path> authorities) {
    SourceOptions options = new SourceOptions(List.of(), authorities);
    return assertThrows(UntrustedSourceException.class, () -> VideoInput.open(url, options))
        .getMessage();
  }

  @Test
  void open_certificateOfAnAuthorityThatWasNamed_isRead() throws Exception {
    List<VideoFrame> frames =
        TestClips.frames(open(server.url("localhost", "/a.ts"), server.certificate()));

    assertEquals(NUMBERS, TestClips.numbers(frames));
  }

  @Test
  void open_certificateOfNobody_isRefusedInASentence() throws Exception {
    String url = server.url("localhost", "/a.ts");
    String sentence =
        url
            + " is not trusted: no authority that counts has signed its certificate for that name;"
            + " name the file of its authority's certificate, in PEM, with --source-ca";

    assertEquals(sentence, refusal(url, Optional.empty()));
    assertEquals(sentence, refusal(url, Optional.of(other.certificate())));
  }

  @Test
  void open_certificateOfAnotherName_isRefused() throws Exception {
    try (TlsServer server = server("dns:camera.example")) {
      String url = server.url("localhost", "/a.ts");

      assertTrue(
          refusal(url, Optional.of(server.certificate())).contains("signed its certificate"));
    }
  }

  /** FFmpeg compares names, and not addresses in numbers, with what a certificate is for. */
  @Test
  void open_addressInNumbersWithoutAnAuthorityOfItsOwn_isRefused() {
    for (String host :
        List.of(
            "127.0.0.1:1",
            "user:secret@127.0.0.1",
            "u:p@secret@127.0.0.1",
            "0x7f000001",
            "[::1]:1")) {
      String sentence = refusal("https://" + host + "/a.ts", Optional.empty());

      assertTrue(sentence.contains("in numbers is not compared"), sentence);
      assertFalse(sentence.contains("secret"), sentence);
    }
  }

  @Test
  void open_authoritiesThatAreNone_isRefusedAndNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("no.pem"), "no certificate");

    String sentence = refusal("https://localhost:1/a.ts", Optional.of(file));

    assertTrue(sentence.contains(file + " cannot be read as certificates"), sentence);
  }

  @Test
  void open_nothingThere_isUnreachableAndNotUntrusted() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThrows(
        UnreachableSourceException.class,
        () -> open("https://localhost:" + port + "/a.ts", server.certificate()));
  }

  @Test
  void next_playlistThatHasEnded_givesEveryFrameAndEnds() throws Exception {
    VideoInput input = open(server.url("localhost", "/list.m3u8"), server.certificate());

    assertFalse(input.isLive());
    assertEquals(NUMBERS, TestClips.numbers(TestClips.frames(input)));
  }

  /** One segment more whenever it is asked for, and at last its end. */
  @Test
  void next_playlistThatGrows_isLiveAndGivesEveryFrame() throws Exception {
    List<String> lines = Files.readAllLines(playlist);
    AtomicInteger asked = new AtomicInteger();
    server.serve(
        "/live.m3u8",
        () -> {
          int segments = asked.incrementAndGet();
          StringBuilder text = new StringBuilder();
          for (String line : lines) {
            if (line.endsWith(".ts") && segments-- <= 0) {
              break;
            }
            text.append(segments <= 0 && line.startsWith("#EXTINF") ? "" : line + "\n");
          }
          return text.toString().getBytes(StandardCharsets.US_ASCII);
        });

    VideoInput input = open(server.url("localhost", "/live.m3u8"), server.certificate());

    assertTrue(input.isLive());
    assertEquals(NUMBERS, TestClips.numbers(TestClips.frames(input)));
    assertTrue(asked.get() > 1, "asked for its list once");
  }

  /** FFmpeg by itself takes any certificate for what a playlist names. */
  @Test
  void open_playlistWhoseSegmentsLieOnAServerWithoutTrust_isRefused() throws Exception {
    try (PartServer clear = PartServer.ofHttp(new PartServer.Part(film, false))) {
      for (String elsewhere :
          List.of(other.url("localhost", "/"), "http://127.0.0.1:" + clear.port() + "/")) {
        String text =
            Files.readAllLines(playlist).stream()
                .map(line -> line.endsWith(".ts") ? elsewhere + line : line)
                .collect(Collectors.joining("\n", "", "\n"));
        server.serve("/elsewhere.m3u8", () -> text.getBytes(StandardCharsets.US_ASCII));

        assertThrows(
            WinnowException.class,
            () -> open(server.url("localhost", "/elsewhere.m3u8"), server.certificate()));
      }
    }
  }

  /** Segments in AES-128 (RFC 8216, section 4.3.2.4), as FFmpeg's program writes them. */
  private static void serveEncrypted(String name, String keyUrl) throws Exception {
    Path key = Files.write(folder.resolve("key"), KEY);
    Path info = Files.writeString(folder.resolve("info"), keyUrl + "\n" + key + "\n");
    Path list =
        new TestClips(folder)
            .ffmpeg(
                name + ".m3u8",
                "-i",
                folder.resolve("a.ts").toString(),
                "-c",
                "copy",
                "-hls_time",
                "1",
                "-hls_list_size",
                "0",
                "-hls_key_info_file",
                info.toString());
    server.serve("/key", () -> KEY).serve("/" + name + ".m3u8", () -> TestClips.bytes(list));
    try (var files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().matches(name + "\\d+\\.ts"))
          .forEach(file -> server.serve("/" + file.getFileName(), () -> TestClips.bytes(file)));
    }
  }

  @Test
  void next_encryptedPlaylist_isReadWithItsKey() throws Exception {
    serveEncrypted("locked", server.url("localhost", "/key"));

    VideoInput input = open(server.url("localhost", "/locked.m3u8"), server.certificate());

    assertEquals(NUMBERS, TestClips.numbers(TestClips.frames(input)));
  }

  @Test
  void open_keyOnAServerWithoutTrust_isRefusedAndNotFetched() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    other.serve(
        "/key",
        () -> {
          asked.incrementAndGet();
          return KEY;
        });
    serveEncrypted("strange", other.url("localhost", "/key"));
    String url = server.url("localhost", "/strange.m3u8");

    assertThrows(WinnowException.class, () -> TestClips.frames(open(url, server.certificate())));
    assertEquals(0, asked.get());
  }

  @Test
  void open_keyInTheClear_isRefused() throws Exception {
    try (PartServer clear = PartServer.ofHttp(new PartServer.Part(KEY, false))) {
      serveEncrypted("clear", "http://127.0.0.1:" + clear.port() + "/key");
      String url = server.url("localhost", "/clear.m3u8");

      assertThrows(WinnowException.class, () -> TestClips.frames(open(url, server.certificate())));
    }
  }
}
