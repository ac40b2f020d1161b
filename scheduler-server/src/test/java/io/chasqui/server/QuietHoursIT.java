package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.CorrelationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is stored of quiet hours with a delivery to somebody of the directory. */
class QuietHoursIT {

  /** A night in Lima, five hours behind. */
  private static final Instant NIGHT = Instant.parse("2126-12-01T06:00:00Z");

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void onesOwnAreStoredByOnesOwnClock() {
    UUID ana = quiet("America/Lima");

    DeliveryId id = scheduled(ana);

    assertThat(stored(id))
        .isEqualTo("22:00-07:00 America/Lima 2126-12-01T06:00:00Z 2126-12-01T12:00:00Z");
  }

  @Test
  void anOffsetIsEastOfGreenwichAsItIsWritten() {
    assertThat(stored(scheduled(quiet("+03:00"))))
        .as("nine in the morning: the next night")
        .isEqualTo("22:00-07:00 +03:00 2126-12-01T19:00:00Z 2126-12-02T04:00:00Z");
  }

  @Test
  void whoSaidNothingMayBeDisturbedByEmail() {
    UUID ana = UUID.randomUUID();
    put("/api/recipients/" + ana, "{}");

    assertThat(stored(scheduled(ana))).isNull();
    assertThat(stored(scheduled(null))).isNull();
    assertThat(stored(scheduled(UUID.randomUUID()))).as("who is not there").isNull();
  }

  /** Else one could be brought forward into the night before. */
  @Test
  void anotherTimeMakesThemUnknown() {
    DeliveryId id = scheduled(quiet("America/Lima"));

    server.bean(Deliveries.class).reschedule(id, Instant.parse("2126-11-01T06:00:00Z"));

    assertThat(server.count("delivery_state WHERE quiet_until = '-infinity' AND id = '" + id + "'"))
        .isEqualTo(1);
  }

  private static UUID quiet(String zone) {
    UUID id = UUID.randomUUID();
    put(
        "/api/preferences/" + id,
        """
        {"quietHours": {"channels": ["EMAIL"], "from": "22:00", "to": "07:00"}, "timeZone": "%s"}
        """
            .formatted(zone));
    return id;
  }

  private static void put(String address, String json) {
    assertThat(
            server
                .put(address, "application/json", json.getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isBetween(200, 201);
  }

  private static DeliveryId scheduled(@Nullable UUID recipient) {
    return server
        .bean(Deliveries.class)
        .schedule(
            DeliveryRequest.email(EmailAddress.of("ana@example.com"))
                .origin(Origin.REQUEST)
                .correlationId(new CorrelationId("quiet"))
                .message("Hi")
                .recipientId(recipient)
                .at(NIGHT)
                .build());
  }

  private static @Nullable String stored(DeliveryId id) {
    return server
        .database
        .jdbc()
        .sql(
            """
            SELECT quiet_window || ' ' || time_zone || ' '
              || to_char(quiet_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' '
              || to_char(quiet_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            FROM delivery_message JOIN delivery_state USING (id) WHERE id = :id
            """)
        .param("id", id.value())
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .single()
        .orElse(null);
  }
}
