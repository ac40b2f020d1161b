package io.chasqui.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.intake.IdempotencyKey;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What tells scheduling requests under one Idempotency-Key apart. */
class ReportSchedulerTest {

  private static final DeliveryRequest EMAIL =
      DeliveryRequest.email(EmailAddress.of("ana@example.com"))
          .origin(Origin.REQUEST)
          .requestedBy("billing")
          .correlationId(new CorrelationId("q3"))
          .subject("Report q3")
          .report("q3.pdf")
          .at(Instant.parse("2026-11-23T09:10:00Z"))
          .build();

  private static final DeliveryRequest MESSAGE =
      DeliveryRequest.telegram(new PhoneNumber("+79991234567"))
          .origin(new Origin("OTHER", null))
          .requestedBy("shop")
          .correlationId(new CorrelationId("q4"))
          .message("Hola")
          .report("r.pdf")
          .customerId(7L)
          .at(Instant.parse("2026-11-23T09:00:00.123456Z"))
          .expiresAt(Instant.parse("2026-11-24T09:00:00Z"))
          .build();

  /**
   * Not said by the request: its key may be replaced between the first time and the second, and its
   * lane follows from channel and recipient.
   */
  private static final Set<String> NOT_OF_THE_REQUEST =
      Set.of("retrySchedule", "origin", "requestedBy", "lane", "band");

  @Test
  void keepsTheDigestsOfRequestsThatAreStored() {
    assertThat(digest("k-1", EMAIL))
        .isEqualTo("1b4b180575d39cbfe2baf92202ff02e0715c3e8adc09782b83b16964eb618ccc");
    assertThat(digest("k-2", MESSAGE))
        .isEqualTo("1f1eb2aa44f4f038ac960e1a9e41d940587ae6aa4bb936d78723c03f0e741e03");
  }

  @Test
  void everythingThatARequestSaysTellsItFromOthers() throws Exception {
    RecordComponent[] components = DeliveryRequest.class.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Object[] values = values(EMAIL);
      values[i] = values(MESSAGE)[i];
      if (components[i].getName().equals("recipientId")) {
        values[i] = new UUID(0, 7);
      }

      assertThat(digest("k-1", delivery(values)).equals(digest("k-1", EMAIL)))
          .as(components[i].getName())
          .isEqualTo(NOT_OF_THE_REQUEST.contains(components[i].getName()));
    }
  }

  private static String digest(String key, DeliveryRequest delivery) {
    return new IdempotencyKey(key).sha256With(ReportScheduler.identity(delivery));
  }

  private static Object[] values(DeliveryRequest delivery) throws ReflectiveOperationException {
    RecordComponent[] components = DeliveryRequest.class.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = components[i].getAccessor().invoke(delivery);
    }
    return values;
  }

  private static DeliveryRequest delivery(Object[] values) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(DeliveryRequest.class.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return DeliveryRequest.class.getDeclaredConstructor(types).newInstance(values);
  }
}
