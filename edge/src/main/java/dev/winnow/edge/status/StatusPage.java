package dev.winnow.edge.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.WinnowException;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.core.concurrent.Latest;
import dev.winnow.core.web.LoopbackServer;
import dev.winnow.core.web.WebResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows how a node fares, on this machine: a page, {@code /metrics}, {@code /health}. Whoever opens
 * it closes it.
 */
public final class StatusPage implements AutoCloseable {
  /** Of the chart: MIT, in the WebJar org.webjars.npm:uplot. */
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private final NodeStatus status;
  private final LoopbackServer server;
  private final Latest<String> events = new Latest<>();
  private final RateHistory rates = new RateHistory();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("winnow-status"));

  private StatusPage(NodeStatus status, LoopbackServer server) {
    this.status = status;
    this.server = server;
  }

  /**
   * Opens the page.
   *
   * @param port of this machine; 0 for any that is free
   * @throws java.io.UncheckedIOException if the port is taken
   */
  @SuppressWarnings("FutureReturnValueIgnored") // It is cancelled with its executor.
  public static StatusPage open(int port, NodeStatus status) {
    StatusPage page = new StatusPage(status, LoopbackServer.start(port, "the status page"));
    page.server
        .serve("/", StatusPage.class, "status.html")
        .serve("/status.css", StatusPage.class, "status.css")
        .serve("/status.js", StatusPage.class, "status.js")
        .serve("/icon.svg", StatusPage.class, "icon.svg")
        .serve("/uplot.css", StatusPage.class, UPLOT + "uPlot.min.css")
        .serve("/uplot.js", StatusPage.class, UPLOT + "uPlot.iife.min.js")
        .serve("/health", page::health)
        .serve("/metrics", () -> StatusMetrics.of(status.snapshot()))
        .events("/events", page.events);
    page.clock.scheduleAtFixedRate(page::tick, 0, 1, TimeUnit.SECONDS);
    return page;
  }

  /** Where it is to be seen. */
  public String address() {
    return server.address();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    events.end();
    server.close();
  }

  private WebResponse health() {
    try {
      StatusSnapshot now = status.snapshot();
      return now.isHealthy()
          ? WebResponse.text(200, "ok\n")
          : WebResponse.text(503, String.join("\n", now.reasons()) + "\n");
    } catch (WinnowException e) {
      return WebResponse.text(503, e.getMessage() + "\n");
    }
  }

  private void tick() {
    try {
      StatusSnapshot now = status.snapshot();
      rates.add(now.counts().answers(), now.requests().bytes());
      ObjectNode json = StatusJson.of(now);
      rates.addTo(json.putObject("rates"));
      events.put(Json.line(json));
    } catch (WinnowException e) {
      // What the node keeps cannot be read now; the next second tells more.
      ObjectNode json = Json.object().put("healthy", false);
      json.putArray("reasons").add(e.getMessage());
      events.put(Json.line(json));
    }
  }
}
