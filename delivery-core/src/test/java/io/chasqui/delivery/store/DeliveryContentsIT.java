package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.SaidContent;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.address.PushSubscription;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Deliveries say texts of their own, or contents that are stored with them. */
class DeliveryContentsIT {

  private static final String JSON = "{\"body\":\"¿Listo? 😀\"}";
  private static final Instant NOW = Instant.parse("2026-11-30T14:00:00Z");

  private static final TestDatabase database = TestDatabase.fresh();
  private static final DataSource source = database.pool();
  private static final JdbcClient jdbc = JdbcClient.create(source);
  private static final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(source));

  private final NewDeliveryStore deliveries = new NewDeliveryStore(jdbc);
  private final DeliveryQueryStore queries = new DeliveryQueryStore(jdbc);
  private final PersonalDataStore personalData = new PersonalDataStore(jdbc, transaction);

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message, message_content CASCADE").update();
  }

  @Test
  void severalThatSayTheSameShareOneThatGoesOutByteByByte() {
    MessageContent content = MessageContent.ofPush(JSON);
    StoredDelivery first = push(content);
    StoredDelivery second = push(content);

    deliveries.addAll(List.of(first, second, stored(anEmail().build())));

    assertThat(database.count("message_content")).isEqualTo(1);
    assertThat(queries.sayingTheSame(second.id())).containsExactly(first.id(), second.id());
    assertThat(said(first.id()).content().push()).isEqualTo(JSON);
    assertThat(said(first.id()).content().text()).isNull();
    assertThat(said(first.id()).sha256()).isEqualTo(content.sha256());
    assertThat(claim(second.id()).message()).isEqualTo(JSON);
  }

  @Test
  void aTextOfItsOwnIsShownAndHashedAlike() {
    StoredDelivery email = stored(anEmail().withSubject("Señor").withMessage("Hola 😀").build());
    deliveries.addAll(List.of(email));

    SaidContent said = said(email.id());

    assertThat(said.content().subject()).isEqualTo("Señor");
    assertThat(said.content().text()).isEqualTo("Hola 😀");
    assertThat(said.sha256())
        .isEqualTo(
            new MessageContent(UUID.randomUUID(), "Señor", "Hola 😀", null, null, null, true)
                .sha256());
    assertThat(queries.sayingTheSame(email.id())).containsExactly(email.id());
  }

  @Test
  void aContentIsErasedWithTheLastThatSaysItAndTheHashStays() {
    MessageContent content = MessageContent.ofPush(JSON);
    StoredDelivery first = push(content);
    StoredDelivery second = push(content);
    StoredDelivery email = stored(anEmail().withSubject("S").withMessage("M").build());
    deliveries.addAll(List.of(first, second, email));
    String hashOfEmail = said(email.id()).sha256();

    end(first.id());
    end(email.id());
    personalData.erase(Duration.ZERO, 10);
    assertThat(said(second.id()).content()).isNotNull();
    end(second.id());
    personalData.erase(Duration.ZERO, 10);

    assertThat(said(first.id())).isEqualTo(new SaidContent(null, content.sha256()));
    assertThat(said(second.id())).isEqualTo(new SaidContent(null, content.sha256()));
    assertThat(said(email.id())).isEqualTo(new SaidContent(null, hashOfEmail));
    assertThat(database.count("message_content WHERE push IS NOT NULL")).isZero();
  }

  @Test
  void ofADeliveryThatIsNotThereNothingIsSaid() {
    assertThat(queries.content(DeliveryId.fresh())).isEmpty();
  }

  private SaidContent said(DeliveryId id) {
    return queries.content(id).orElseThrow();
  }

  private static void end(DeliveryId id) {
    jdbc.sql(
            """
            UPDATE delivery_state SET status = 'DELIVERED', completed_at = now() WHERE id = :id
            """)
        .param("id", id.value())
        .update();
  }

  private static ClaimedDelivery claim(DeliveryId id) {
    return new AttemptStore(jdbc)
        .claim(
            List.of(id),
            new Worker(UUID.randomUUID(), "worker"),
            Duration.ofMinutes(1),
            "push:https://push.example:443")
        .get(0);
  }

  private static StoredDelivery push(MessageContent content) {
    return stored(
        DeliveryRequest.to(Channel.PUSH, new PushSubscription(UUID.randomUUID()), OnUnknown.RESEND)
            .lane(Lane.of(Channel.PUSH, "https://push.example:443"))
            .origin(Origin.REQUEST)
            .correlationId(new CorrelationId("push-1"))
            .content(content)
            .at(NOW)
            .build());
  }

  private static StoredDelivery stored(DeliveryRequest delivery) {
    return new StoredDelivery(DeliveryId.fresh(), delivery, NOW, null);
  }
}
