package dev.winnow.edge.source;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.data.DataCard;
import dev.winnow.data.ForwardingCaptureStream;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Captures that are published under a topic, at least once each: the broker has word of one only
 * when it is dealt with, and sends it again to a node that was gone before. While too many are
 * under way none is taken, and the broker keeps them.
 */
final class MqttSubscription extends ForwardingCaptureStream {
  private static final int MOST_BYTES = 32 << 20;
  private static final int HEAD = 64;
  private static final int PARTING_SECONDS = 2;

  private final MqttAddress address;
  private final Modality modality;
  private final CaptureQueue queue;
  private final Consumer<String> said;
  private final Mqtt5AsyncClient client;
  private final ExecutorService arriving =
      Executors.newSingleThreadExecutor(new DaemonThreads("winnow-mqtt"));
  private final AtomicBoolean isAway = new AtomicBoolean();
  private volatile boolean wasThere;
  private volatile boolean isSubscribed;

  private MqttSubscription(
      MqttAddress address, SourceSettings settings, Modality modality, CaptureQueue queue) {
    super(queue);
    this.address = address;
    this.modality = modality;
    this.queue = queue;
    this.said = settings.said();
    this.client =
        MqttSession.client(address, settings.mqttAuthorities(), this::connected, this::lost);
  }

  /**
   * Begins to connect; a broker that is away is tried again.
   *
   * @throws dev.winnow.edge.MalformedOptionException if the login or the certificates cannot be
   *     used
   */
  @SuppressWarnings("FutureReturnValueIgnored") // What fails is told to the queue.
  static MqttSubscription open(MqttAddress address, SourceSettings settings, Modality modality) {
    Optional<MqttLogin> login = settings.mqttLogin().map(MqttLogin::read);
    CaptureQueue queue = CaptureQueue.of(DataCard.of(address.toString(), modality.kind()));
    MqttSubscription opened = new MqttSubscription(address, settings, modality, queue);
    // Before it connects: what the broker kept comes at once.
    opened.client.publishes(
        MqttGlobalPublishFilter.ALL, opened::arrived, opened.arriving, /* manual= */ true);
    opened.client.connect(MqttSession.connect(login, MOST_BYTES));
    return opened;
  }

  /** Leaves the session to the broker, which keeps what comes meanwhile. */
  @Override
  public void close() {
    super.close();
    arriving.shutdownNow();
    try {
      client.disconnect().get(PARTING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It was not connected.
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What fails is told to the queue.
  private void subscribe() {
    client
        .subscribeWith()
        .topicFilter(address.topic())
        .qos(MqttQos.AT_LEAST_ONCE)
        .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
        .send()
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                isSubscribed = true;
                said.accept("captures are taken from " + address);
              } else if (failure instanceof Mqtt5SubAckException) {
                queue.fail(MqttFailures.refused(address, failure));
              }
            });
  }

  private void arrived(Mqtt5Publish message) {
    try {
      Optional<CompletableFuture<Void>> settled = queue.put(arrival(message));
      settled.ifPresent(word -> acknowledge(message, word));
    } catch (InterruptedException e) {
      // The node ends; the broker keeps what it has no word of.
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The broker sends again what it has no word of.
  private static void acknowledge(Mqtt5Publish message, CompletableFuture<Void> settled) {
    settled.thenRun(message::acknowledge);
  }

  private Arrival arrival(Mqtt5Publish message) {
    String topic = message.getTopic().toString();
    String name = address.broker() + "/" + topic;
    byte[] bytes = message.getPayloadAsBytes();
    boolean isCapture =
        modality.kindOf(topic, Arrays.copyOf(bytes, Math.min(HEAD, bytes.length))).isCapture();
    return isCapture
        ? Arrival.of(name, bytes)
        : Arrival.broken(
            name, "it is nothing of the kind that the node reads, " + modality.kind().word());
  }

  /** Once it has subscribed, the client does so again by itself where the broker forgot it. */
  private void connected(MqttClientConnectedContext context) {
    wasThere = true;
    if (isAway.compareAndSet(true, false)) {
      said.accept("%s is there again".formatted(address.broker()));
    }
    if (!isSubscribed) {
      subscribe();
    }
  }

  private void lost(MqttClientDisconnectedContext context) {
    Optional<MalformedDataSetException> reason =
        MqttFailures.lasting(address, context.getCause(), wasThere);
    if (queue.isStopped() || reason.isPresent()) {
      context.getReconnector().reconnect(false);
      reason.ifPresent(queue::fail);
    } else if (isAway.compareAndSet(false, true)) {
      said.accept(
          "%s is away; it is tried again for as long as this runs".formatted(address.broker()));
    }
  }
}
