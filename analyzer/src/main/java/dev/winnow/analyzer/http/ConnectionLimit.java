package dev.winnow.analyzer.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the connections of all clients and of each. One too many takes the place of the connection
 * that has been idle for longest, of the client that has most; so that whoever opens many and says
 * nothing locks out nobody. Where all are busy, the new one is closed.
 */
public final class ConnectionLimit implements DecoratingHttpServiceFunction {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

  private final int most;
  private final int mostOfOne;
  private final IntConsumer refused;

  // These are guarded by this. In the order in which they were last used.
  private final Map<Channel, Connection> connections = new LinkedHashMap<>();
  private final Map<InetAddress, Integer> byClient = new HashMap<>();

  private long said = System.nanoTime() - TimeUnit.SECONDS.toNanos(2);

  /** One connection. */
  private static final class Connection {
    private final InetAddress client;
    private int underWay;
    private boolean spoken;

    Connection(InetAddress client) {
      this.client = client;
    }
  }

  /**
   * @param most connections together, at least 1
   * @param mostOfOne connections from one address, at least 1
   * @param refused told the HTTP status of what is refused before it is a request
   */
  public ConnectionLimit(int most, int mostOfOne, IntConsumer refused) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.refused = refused;
  }

  /** Takes a connection that was just opened, or closes it or another. */
  public void opened(Channel channel) {
    InetAddress client = address(channel.remoteAddress());
    Channel closed = admitted(channel, client);
    if (closed != null) {
      var unused = closed.close();
    }
    if (!channel.equals(closed)) {
      var unused = channel.closeFuture().addListener(future -> forget(channel));
      channel.pipeline().addFirst(new Usage(), new RequestHeadCheck(refused));
    }
  }

  /** Counts what is under way on each connection: one with work is not idle. */
  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    Channel channel = context.log().partial().channel();
    if (channel != null) {
      used(channel, 1);
      var unused = context.log().whenComplete().thenRun(() -> used(channel, -1));
    }
    return service.serve(context, request);
  }

  /** Marks a connection as used when something comes. */
  private final class Usage extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      used(context.channel(), 0);
      context.fireChannelRead(message);
    }
  }

  /** The connection to close for this one's sake, which may be itself. */
  private synchronized @Nullable Channel admitted(Channel channel, InetAddress client) {
    boolean oneTooMany = byClient.getOrDefault(client, 0) >= mostOfOne;
    Channel closed = null;
    if (oneTooMany || connections.size() >= most) {
      closed = idle(oneTooMany ? client : busiest()).orElse(channel);
      say(client);
    }
    if (closed != null) {
      remove(closed);
    }
    if (!channel.equals(closed)) {
      connections.put(channel, new Connection(client));
      byClient.merge(client, 1, Integer::sum);
    }
    return closed;
  }

  /** Once a second, however many come. */
  private void say(InetAddress client) {
    long now = System.nanoTime();
    if (now - said > TimeUnit.SECONDS.toNanos(1)) {
      said = now;
      LOG.warn(
          "there are {} connections, {} of them from {}: those too many are closed",
          connections.size(),
          byClient.getOrDefault(client, 0),
          client.getHostAddress());
    }
  }

  /** First of those who never said anything, then of those who have said nothing for longest. */
  private Optional<Channel> idle(InetAddress client) {
    Channel idle = null;
    for (Map.Entry<Channel, Connection> entry : connections.entrySet()) {
      Connection connection = entry.getValue();
      if (connection.underWay == 0 && connection.client.equals(client)) {
        if (!connection.spoken) {
          return Optional.of(entry.getKey());
        }
        idle = idle == null ? entry.getKey() : idle;
      }
    }
    return Optional.ofNullable(idle);
  }

  private InetAddress busiest() {
    return byClient.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  private synchronized void used(Channel channel, int more) {
    Connection connection = connections.remove(channel);
    if (connection != null) {
      connection.underWay += more;
      connection.spoken = true;
      connections.put(channel, connection);
    }
  }

  private synchronized void forget(Channel channel) {
    remove(channel);
  }

  private void remove(Channel channel) {
    Connection connection = connections.remove(channel);
    if (connection != null) {
      byClient.computeIfPresent(
          connection.client, (client, count) -> count == 1 ? null : count - 1);
    }
  }

  private static InetAddress address(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
