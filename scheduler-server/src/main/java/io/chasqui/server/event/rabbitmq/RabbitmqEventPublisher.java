package io.chasqui.server.event.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.OutboxEvent;
import io.chasqui.server.event.PublishResult;
import io.chasqui.server.event.PublishResult.Refusal;
import io.chasqui.server.event.RabbitmqConnections;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events to a topic exchange under their types, as persistent messages, and waits until
 * the broker has confirmed each. After a failure it begins anew with another connection.
 */
final class RabbitmqEventPublisher implements EventPublisher {

  private static final long CONFIRM_MILLIS = 10_000;
  private static final long LONGEST_SECONDS = 20;
  private static final String NAME = "chasqui-events";

  private final String exchange;
  private final ConnectionFactory factory;
  private volatile @Nullable Socket socket;
  private @Nullable Connection connection;
  private @Nullable ConfirmedChannel channel;

  /**
   * Connects to nobody yet.
   *
   * @throws io.chasqui.platform.config.InvalidSetting when the settings cannot be right
   */
  RabbitmqEventPublisher(EventSettings.Rabbitmq settings) {
    this.exchange = settings.exchange();
    this.factory = RabbitmqConnections.factory(settings, "chasqui.events.publishers");
    factory.setThreadFactory(
        task -> {
          Thread thread = new Thread(task, NAME);
          thread.setDaemon(true);
          return thread;
        });
    factory.setSocketConfigurator(factory.getSocketConfigurator().andThen(it -> socket = it));
  }

  @Override
  public PublishResult hand(List<OutboxEvent> events) {
    CompletableFuture<Void> late = breakOffWhenLate();
    try {
      Answer answer = publish(events);
      return answer.refusal() == null
          ? new PublishResult(answer.arrived(), List.of(), answer.problem())
          : handOneByOne(events, answer.arrived());
    } finally {
      late.cancel(false);
    }
  }

  /** The broker closed the channel because of an event, and does not say which. */
  private PublishResult handOneByOne(List<OutboxEvent> events, List<OutboxEvent> before) {
    List<OutboxEvent> arrived = new ArrayList<>(before);
    for (OutboxEvent event : events) {
      if (before.contains(event)) {
        continue;
      }
      Answer answer = publish(List.of(event));
      arrived.addAll(answer.arrived());
      if (answer.refusal() != null) {
        Refusal refusal = new Refusal(event.sequence(), answer.refusal());
        return new PublishResult(arrived, List.of(refusal), null);
      }
      if (answer.problem() != null) {
        return new PublishResult(arrived, List.of(), answer.problem());
      }
    }
    return new PublishResult(arrived, List.of(), null);
  }

  private Answer publish(List<OutboxEvent> events) {
    String refusal = null;
    String problem;
    try {
      problem = publishAndWait(events);
    } catch (IOException | ShutdownSignalException e) {
      problem = words(e);
      refusal = Refusals.in(e);
    } catch (TimeoutException e) {
      problem = "the broker does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    }
    Answer answer = new Answer(arrived(), refusal, problem);
    if (problem != null) {
      close();
    }
    return answer;
  }

  private @Nullable String publishAndWait(List<OutboxEvent> events)
      throws IOException, TimeoutException, InterruptedException {
    ConfirmedChannel open = channel();
    for (OutboxEvent event : events) {
      open.publish(event);
    }
    return open.await(CONFIRM_MILLIS) ? null : "the broker did not take all of them";
  }

  private List<OutboxEvent> arrived() {
    return channel == null ? List.of() : channel.takeArrived();
  }

  private ConfirmedChannel channel() throws IOException, TimeoutException {
    if (channel == null) {
      connection = factory.newConnection(NAME);
      channel = ConfirmedChannel.on(connection, exchange);
    }
    return channel;
  }

  /** A broker that is short of memory stops reading, and a write would wait without an end. */
  private CompletableFuture<Void> breakOffWhenLate() {
    return CompletableFuture.runAsync(
        this::closeSocket, CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS));
  }

  private void closeSocket() {
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is closed.
      }
    }
  }

  /** The library's words name hosts, exchanges and rights, and no password. */
  private static String words(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null || failure.getMessage() != null
        ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
        : words(cause);
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.abort((int) TimeUnit.SECONDS.toMillis(1));
    }
    connection = null;
    channel = null;
  }

  /**
   * What a broker said to some events.
   *
   * @param refusal why it will never take one of them; null: it did not say so
   * @param problem why not all have arrived; null: they have
   */
  private record Answer(
      List<OutboxEvent> arrived, @Nullable String refusal, @Nullable String problem) {}
}
