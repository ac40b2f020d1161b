package io.chasqui.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.PushSubscription;
import io.chasqui.delivery.push.PushKeys;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import io.chasqui.delivery.push.VapidKeys;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.FailPoint;
import io.chasqui.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker that dies by SIGKILL before its push service has the message, or after it has it. */
@Tag("faults")
class KilledPushWorkerIT {

  private static final List<FailPoint> POINTS =
      List.of(
          FailPoint.AFTER_CLAIM,
          FailPoint.AFTER_PERMISSION,
          FailPoint.AFTER_ANSWER,
          FailPoint.AFTER_OUTCOME);

  /** A worker of another channel: it takes deliveries in, and runs none of these. */
  private static final String[] OF_ANOTHER_CHANNEL = {
    "chasqui.sms.gateways=main",
    "chasqui.sms.gateway.main.type=probe",
    "chasqui.sms.gateway.main.url=http://localhost:9",
    "chasqui.sms.gateway.main.token=t"
  };

  private final TestDatabase database = TestDatabase.fresh();
  private final VapidKeys keys = VapidKeys.fresh();
  private final UUID ana = UUID.randomUUID();

  /** One process dies with a thread at each point, and another one takes over. */
  @Test
  void nothingIsLostAndWhatMayHaveArrivedIsSentOnceMoreUnderItsTopic(@TempDir Path failPoints)
      throws Exception {
    try (FakePushService service = FakePushService.start();
        ConfigurableApplicationContext intake =
            TestMessagingWorker.startWith(database, OF_ANOTHER_CHANNEL)) {
      for (int i = 0; i < 2 * POINTS.size(); i++) {
        service.next(FakePushService.answer(201));
      }
      Map<FailPoint, DeliveryId> stopped = stopAtEachPoint(failPoints, service, intake);

      try (ConfigurableApplicationContext next =
          TestMessagingWorker.startWith(database, settings())) {
        Deliveries deliveries = next.getBean(Deliveries.class);
        stopped.forEach(
            (point, id) ->
                assertThat(
                        await()
                            .atMost(Duration.ofSeconds(60))
                            .until(
                                () -> deliveries.find(id).orElseThrow().status(),
                                status -> !status.isOpen()))
                    .as(point.name())
                    .isEqualTo(DeliveryStatus.DELIVERED));
      }
      Map<String, Integer> copies = new HashMap<>();
      for (RecordedRequest request : service.requests()) {
        if (canBeRead(service, request)) {
          copies.merge(String.valueOf(request.getHeaders().get("Topic")), 1, Integer::sum);
        }
      }
      // Only of what had been answered is there a second one.
      assertThat(copies.values()).containsExactlyInAnyOrder(1, 1, 1, 2);
    }
  }

  /** One that was cut off before its last byte is no message. */
  private static boolean canBeRead(FakePushService service, RecordedRequest request) {
    try {
      return !service.decrypted(request).isEmpty();
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private Map<FailPoint, DeliveryId> stopAtEachPoint(
      Path failPoints, FakePushService service, ConfigurableApplicationContext intake)
      throws Exception {
    PushTarget target = subscription(service, intake);
    Process dying = TestMessagingWorker.startProcessWith(database, failPoints, settings());
    try {
      Map<FailPoint, DeliveryId> stopped = new EnumMap<>(FailPoint.class);
      for (FailPoint point : POINTS) {
        Files.createFile(failPoints.resolve(file(point, ".armed")));
        stopped.put(point, scheduled(target, intake));
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> Files.exists(failPoints.resolve(file(point, ".reached"))));
      }
      return stopped;
    } finally {
      dying.destroyForcibly().waitFor();
    }
  }

  private String[] settings() {
    return new String[] {
      "chasqui.http.allowed-networks=127.0.0.1",
      "chasqui.push.vapid-public-key=" + keys.publicText(),
      "chasqui.push.vapid-private-key=" + keys.privateText(),
      "chasqui.push.subject=mailto:ops@example.com",
      "chasqui.push.unknown-resend-after=1s"
    };
  }

  private static String file(FailPoint point, String end) {
    return point.name().toLowerCase(Locale.ROOT).replace('_', '-') + end;
  }

  private PushTarget subscription(FakePushService service, ConfigurableApplicationContext intake) {
    database
        .jdbc()
        .sql("INSERT INTO recipient (id, created_at, updated_at) VALUES (:id, now(), now())")
        .param("id", ana)
        .update();
    PushTarget target =
        new PushTarget(
            UUID.randomUUID(),
            ana,
            service.endpoint("secret"),
            new PushKeys(service.p256dh(), service.auth()));
    intake.getBean(PushSubscriptions.class).add(target);
    return target;
  }

  private DeliveryId scheduled(PushTarget target, ConfigurableApplicationContext intake) {
    return intake
        .getBean(Deliveries.class)
        .schedule(
            DeliveryRequest.to(Channel.PUSH, new PushSubscription(target.id()), OnUnknown.RESEND)
                .lane(target.lane())
                .origin(Origin.REQUEST)
                .recipientId(ana)
                .correlationId(new CorrelationId("push-1"))
                .content(MessageContent.ofPush("{\"body\":\"Hola\"}"))
                .at(Instant.EPOCH)
                .build());
  }
}
