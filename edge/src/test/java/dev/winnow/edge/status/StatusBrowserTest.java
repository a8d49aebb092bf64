package dev.winnow.edge.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.concurrent.Latest;
import dev.winnow.core.web.LoopbackServer;
import dev.winnow.core.web.WebResponse;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.DeliveryListener;
import dev.winnow.edge.delivery.RequestLog.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in headless Chromium, where there is one. */
@SuppressWarnings("NullAway.Init") // JUnit fills the folder in.
class StatusBrowserTest {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** Says in the title what was drawn, what overflows and what the policy kept from loading. */
  private static final String PROBE =
      """
      const violations = [];
      document.addEventListener("securitypolicyviolation", e => violations.push(e.blockedURI));
      new MutationObserver((changes, observer) => {
        if (document.querySelector("#chart canvas")) {
          observer.disconnect();
          const root = document.documentElement;
          document.title = "overflow " + (root.scrollWidth - innerWidth) + ", blocked " + violations.length;
          fetch("drawn");
        }
      }).observe(document, {childList: true, subtree: true});
      """;

  @TempDir private Path folder;

  private static String line() {
    NodeStatus status = new NodeStatus(() -> Instant.parse("2026-03-01T00:00:00Z"));
    DeliveryListener deliveries = status.deliveries(remark -> {});
    status.runs(
        new NodeIdentity(
            "gender 1",
            "dir:/srv/" + "averylongname".repeat(20),
            false,
            OptionalDouble.of(1.5),
            Optional.empty()));
    AnalyzerUri away = AnalyzerUri.parse("https://" + "analyzer".repeat(7) + ".example.org/gate");
    deliveries.begun(away, 100);
    deliveries.ended(away, Outcome.LOST, 100, Duration.ofMillis(20));
    deliveries.failed(away, away + " gave <b>no</b> answer within 30 s", Duration.ofSeconds(5));
    ObjectNode json = StatusJson.of(status.snapshot());
    RateHistory rates = new RateHistory();
    for (int second = 1; second <= 100; second++) {
      rates.add(10L * second, 1_000L * second);
    }
    rates.addTo(json.putObject("rates"));
    return Json.line(json);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 1200})
  void page_anyWidth_isDrawnFromThisMachineAloneAndDoesNotOverflow(int width) throws Exception {
    String html =
        new String(
            WebResponse.resource(StatusPage.class, "status.html").body(), StandardCharsets.UTF_8);
    String probed =
        html.replace(
            "<main>", "<script src=\"probe.js\"></script><img src=\"late\" alt=\"\"><main>");
    CountDownLatch drawn = new CountDownLatch(1);
    Latest<String> events = new Latest<>();
    events.put(line());
    try (LoopbackServer server =
        LoopbackServer.start(0, "a test")
            .serve("/", () -> WebResponse.text(200, "text/html; charset=utf-8", probed))
            .serve("/probe.js", () -> WebResponse.text(200, "text/javascript", PROBE))
            .serve(
                "/drawn",
                () -> {
                  drawn.countDown();
                  return WebResponse.text(200, "");
                })
            .serve(
                "/late",
                () -> {
                  // The page counts as loaded only once it is drawn.
                  return WebResponse.text(isDrawn(drawn) ? 404 : 500, "");
                })
            .serve("/status.css", StatusPage.class, "status.css")
            .serve("/status.js", StatusPage.class, "status.js")
            .serve("/uplot.css", StatusPage.class, UPLOT + "uPlot.min.css")
            .serve("/uplot.js", StatusPage.class, UPLOT + "uPlot.iife.min.js")
            .events("/events", events)) {
      String dom = chromium("--window-size=" + width + ",900", "--dump-dom", server.address());

      assertTrue(dom.contains("<title>overflow 0, blocked 0</title>"), dom);
      assertTrue(dom.contains("This node works"), dom);
      assertTrue(dom.contains("gave &lt;b&gt;no&lt;/b&gt; answer within 30 s"), dom);
      assertTrue(dom.contains("<b id=\"answers-now\">10</b>"), dom);
    }
  }

  private static boolean isDrawn(CountDownLatch drawn) {
    try {
      return drawn.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String chromium(String... arguments) throws IOException, InterruptedException {
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
    assertEquals(0, process.exitValue());
    return out;
  }
}
