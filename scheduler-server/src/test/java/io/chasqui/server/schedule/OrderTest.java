package io.chasqui.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.intake.IdempotencyKey;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What tells scheduling requests under one Idempotency-Key apart. */
class OrderTest {

  private static final Order EMAIL =
      new Order(
          Channel.EMAIL,
          EmailAddress.of("ana@example.com"),
          null,
          new CorrelationId("q3"),
          "Report q3",
          "",
          null,
          new CorrelationId("q3"),
          "q3.pdf",
          null,
          OnUnknown.RESEND,
          Instant.parse("2026-11-23T09:10:00Z"),
          null,
          null,
          "billing");

  private static final Order MESSAGE =
      new Order(
          Channel.TELEGRAM,
          new PhoneNumber("+79991234567"),
          null,
          new CorrelationId("q4"),
          null,
          "Hola",
          null,
          new CorrelationId("q4"),
          "r.pdf",
          7L,
          OnUnknown.HOLD,
          Instant.parse("2026-11-23T09:00:00.123456Z"),
          Instant.parse("2026-11-24T09:00:00Z"),
          null,
          "shop");

  /** The key may be replaced between the first time and the second. */
  private static final Set<String> NOT_OF_THE_REQUEST = Set.of("requestedBy", "content");

  /** Of what neither of the two has. */
  private static final Map<String, Object> OTHERS =
      Map.of("recipientId", new UUID(0, 7), "category", "billing");

  @Test
  void keepsTheDigestsOfRequestsThatAreStored() {
    assertThat(digest("k-1", EMAIL))
        .isEqualTo("1b4b180575d39cbfe2baf92202ff02e0715c3e8adc09782b83b16964eb618ccc");
    assertThat(digest("k-2", MESSAGE))
        .isEqualTo("1f1eb2aa44f4f038ac960e1a9e41d940587ae6aa4bb936d78723c03f0e741e03");
  }

  @Test
  void everythingThatARequestSaysTellsItFromOthers() throws Exception {
    RecordComponent[] components = Order.class.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      Object[] values = values(EMAIL);
      values[i] = OTHERS.getOrDefault(name, values(MESSAGE)[i]);

      assertThat(digest("k-1", order(values)).equals(digest("k-1", EMAIL)))
          .as(name)
          .isEqualTo(NOT_OF_THE_REQUEST.contains(name));
    }
  }

  @Test
  void saysNothingOfAPersonInLogs() {
    assertThat(MESSAGE.toString()).isEqualTo("Order[q4]");
  }

  private static String digest(String key, Order order) {
    return new IdempotencyKey(key).sha256With(order.identity());
  }

  private static Object[] values(Order order) throws ReflectiveOperationException {
    RecordComponent[] components = Order.class.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = components[i].getAccessor().invoke(order);
    }
    return values;
  }

  private static Order order(Object[] values) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(Order.class.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return Order.class.getDeclaredConstructor(types).newInstance(values);
  }
}
