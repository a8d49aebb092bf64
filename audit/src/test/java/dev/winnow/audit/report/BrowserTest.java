package dev.winnow.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report in headless Chromium, where there is one. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class BrowserTest {
  @TempDir private static Path folder;

  private static String html;

  @BeforeAll
  static void audit() {
    html = ReportTest.report(folder).html();
  }

  /** Phones scroll tables in their boxes, never the page. */
  @ParameterizedTest
  @ValueSource(ints = {500, 1100})
  void html_anyWidth_doesNotOverflowThePage(int width) throws Exception {
    Path page = folder.resolve(width + ".html");
    Files.writeString(
        page,
        html.replace(
            "</body>",
            "<script>document.title='overflow '+(document.documentElement.scrollWidth-innerWidth)"
                + "</script></body>"));

    String dom = chromium("--window-size=" + width + ",900", "--dump-dom", page.toUri().toString());

    assertTrue(dom.contains("<title>overflow 0</title>"), title(dom));
  }

  @Test
  void html_anyReport_isDrawn() throws Exception {
    Path page = folder.resolve("drawn.html");
    Files.writeString(page, html);
    Path shot = folder.resolve("shot.png");

    chromium("--window-size=1100,1400", "--screenshot=" + shot, page.toUri().toString());

    var image = ImageIO.read(shot.toFile());
    assertEquals(1100, image.getWidth());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < 1400; y += 3) {
      for (int x = 0; x < 1100; x += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertTrue(colours.size() > 50, colours.size() + " colours on the page");
  }

  private static String chromium(String... arguments) throws IOException, InterruptedException {
    Optional<String> found =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Stream.of(
                            System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(place -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();
    assumeTrue(found.isPresent(), "Chromium is not installed");
    List<String> words =
        new ArrayList<>(
            List.of(
                found.orElseThrow(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile")));
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "Chromium did not end");
    return out;
  }

  private static String title(String dom) {
    int at = Math.max(0, dom.indexOf("<title>"));
    return dom.substring(at, Math.min(dom.length(), at + 60));
  }
}
