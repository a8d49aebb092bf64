package dev.winnow.mask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.concurrent.Latest;
import dev.winnow.core.web.LoopbackServer;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.video.JpegEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A page that shows the masked frames as they leave, and what the analyzer finds on them. For this
 * machine only: it listens on the loopback address, and answers no page of another site.
 */
final class Preview implements FrameOutput {
  private static final int QUALITY = 80;
  private static final String BOUNDARY = "frame";

  /** So often counts are told, in the film's time. */
  private static final Duration OFTEN = Duration.ofSeconds(1);

  private final LoopbackServer server;
  private final JpegEncoder encoder = JpegEncoder.ofQuality(QUALITY);
  private final Latest<byte[]> frames = new Latest<>();
  private final Latest<String> events = new Latest<>();

  // Guarded by this: frames and answers come by different threads.
  private final ObjectNode said = Json.object().put("frames", 0L).put("whole", 0L);
  private Duration saidAt = Duration.ZERO;
  private long shown;
  private long whole;

  private Preview(LoopbackServer server) {
    this.server = server;
  }

  /**
   * Opens the page.
   *
   * @param port of this machine; 0 for any that is free
   * @throws java.io.UncheckedIOException if the port is taken
   */
  static Preview start(int port) {
    Preview started = new Preview(LoopbackServer.start(port, "the preview"));
    started
        .server
        .serve("/", Preview.class, "preview.html")
        .serve("/preview.css", Preview.class, "preview.css")
        .serve("/preview.js", Preview.class, "preview.js")
        .follow(
            "/frames",
            "multipart/x-mixed-replace; boundary=" + BOUNDARY,
            started.frames,
            Preview::write)
        .events("/events", started.events);
    return started;
  }

  /** Where it is to be seen. */
  String address() {
    return server.address();
  }

  @Override
  public String name() {
    return "the preview";
  }

  @Override
  public void write(MaskedFrame frame) {
    count(frame);
    frames.put(encoder.encode(frame.image()));
  }

  /** What is masked is told also while the analyzer does not answer. */
  private synchronized void count(MaskedFrame frame) {
    shown++;
    whole += frame.isWhole() ? 1 : 0;
    if (shown == 1 || frame.time().minus(saidAt).compareTo(OFTEN) >= 0) {
      saidAt = frame.time();
      say();
    }
  }

  private synchronized void say() {
    events.put(Json.line(said.put("frames", shown).put("whole", whole)));
  }

  /** Shows what was found. */
  synchronized void show(List<FilteredStream.Tag> tags) {
    ArrayNode each = said.putArray("tags");
    for (FilteredStream.Tag tag : tags) {
      ObjectNode found = each.addObject().put("label", tag.label()).put("score", tag.score());
      found.put("left", tag.left()).put("top", tag.top());
      found.put("width", tag.width()).put("height", tag.height());
    }
    say();
  }

  @Override
  public void close() {
    frames.end();
    events.end();
    server.close();
    encoder.close();
  }

  private static void write(byte[] jpeg, OutputStream out) throws IOException {
    out.write(
        "--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
            .formatted(BOUNDARY, jpeg.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
