package dev.winnow.video;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.ffmpeg;

/**
 * As much of a camera as speaks RTSP (RFC 2326) to one reader; what it sends FFmpeg's program makes
 * packets of RTP. Over TCP they lie between the answers (section 10.12).
 */
final class CameraServer implements AutoCloseable {
  private static final String SDP =
      """
      v=0\r
      o=- 0 0 IN IP4 127.0.0.1\r
      s=camera\r
      t=0 0\r
      m=video 0 RTP/AVP 96\r
      a=rtpmap:96 H264/90000\r
      a=fmtp:96 packetization-mode=1\r
      a=control:video\r
      """;

  private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d+)");

  private final ServerSocket server;
  private final Path stream;
  private final boolean knowsTcp;
  private final boolean isPaced;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * @param stream an MPEG-TS with H.264
   * @param knowsTcp whether it sends over TCP, or by UDP only
   */
  CameraServer(Path stream, boolean knowsTcp) {
    this(stream, knowsTcp, false);
  }

  private CameraServer(Path stream, boolean knowsTcp, boolean isPaced) {
    this.stream = stream;
    this.knowsTcp = knowsTcp;
    this.isPaced = isPaced;
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "camera");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A camera to try a node with: prints its address, sends the file given as often as it is asked
   * for, at the speed at which it was recorded, and hangs up at its end.
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (CameraServer camera = new CameraServer(Path.of(arguments[0]), true, true)) {
      System.out.println(camera.url("/live"));
      new CountDownLatch(1).await();
    }
  }

  String url(String path) {
    return "rtsp://127.0.0.1:" + server.getLocalPort() + path;
  }

  /** The ways of transport that were asked for, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve() {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          answer(socket);
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void answer(Socket socket) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    var out = new DataOutputStream(socket.getOutputStream());
    int port = 0;
    while (true) {
      String request = in.readLine();
      if (request == null) {
        return;
      }
      String number = "";
      String transport = "";
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        number = line.startsWith("CSeq") ? line : number;
        transport = line.startsWith("Transport") ? line : transport;
      }
      String head = "RTSP/1.0 200 OK\r\n" + number + "\r\n";
      switch (request.substring(0, request.indexOf(' '))) {
        case "DESCRIBE" ->
            say(
                out,
                head
                    + "Content-Type: application/sdp\r\nContent-Length: "
                    + SDP.length()
                    + "\r\n\r\n"
                    + SDP);
        case "SETUP" -> {
          boolean isTcp = transport.contains("/TCP");
          asked.add(isTcp ? "TCP" : "UDP");
          if (isTcp && !knowsTcp) {
            say(out, "RTSP/1.0 461 Unsupported Transport\r\n" + number + "\r\n\r\n");
          } else {
            var wanted = CLIENT_PORT.matcher(transport);
            port = wanted.find() ? Integer.parseInt(wanted.group(1)) : 0;
            String more = isTcp ? "" : ";server_port=9000-9001";
            say(out, head + transport + more + "\r\nSession: 1\r\n\r\n");
          }
        }
        case "PLAY" -> {
          say(out, head + "Session: 1\r\n\r\n");
          send(port, out);
          if (port == 0) {
            return;
          }
        }
        default -> say(out, head + "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n");
      }
    }
  }

  private static void say(DataOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void send(int port, DataOutputStream out) throws IOException {
    if (port > 0) {
      sender(port);
      return;
    }
    try (DatagramSocket packets = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      packets.setReceiveBufferSize(1 << 20);
      Process sender = sender(packets.getLocalPort());
      packets.setSoTimeout(500);
      byte[] bytes = new byte[2048];
      while (true) {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
          packets.receive(packet);
        } catch (SocketTimeoutException e) {
          if (!sender.isAlive()) {
            return;
          }
          continue;
        }
        out.writeByte('$');
        out.writeByte(0);
        out.writeShort(packet.getLength());
        out.write(bytes, 0, packet.getLength());
        out.flush();
      }
    }
  }

  private Process sender(int port) throws IOException {
    return TestClips.process(
            List.of(
                TestClips.program(ffmpeg.class),
                "-nostdin",
                "-v",
                "quiet",
                "-readrate",
                isPaced ? "1" : "0",
                "-i",
                stream.toString(),
                "-c",
                "copy",
                "-f",
                "rtp",
                "rtp://127.0.0.1:" + port + "?rtcpport=" + freePort()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
