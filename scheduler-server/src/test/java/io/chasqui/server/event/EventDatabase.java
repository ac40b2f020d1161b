package io.chasqui.server.event;

import static io.chasqui.testing.TestDeliveries.anEmail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.chasqui.contract.event.DeliveryEvent;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.suppression.SuppressionSettings;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Our tables, the ledger that writes deliveries, and the parts that relay what they tell of. */
final class EventDatabase {

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ALL = 10_000;

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  final TestDatabase database = TestDatabase.fresh();
  final DataSource source = database.pool();
  final JdbcClient jdbc = JdbcClient.create(source);
  final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(source));
  final MeterRegistry meters = new SimpleMeterRegistry();
  final NewDeliveries intake;
  final AttemptLedger ledger;
  final ActionLedger actions;

  EventDatabase() {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> source);
    context.registerBean(JdbcClient.class, () -> jdbc);
    context.registerBean(TransactionTemplate.class, () -> transaction);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(SuppressionSettings.class, () -> SuppressionSettings.DEFAULT);
    context.register(Suppressions.class);
    context.scan("io.chasqui.delivery.store");
    context.refresh();
    intake = context.getBean(NewDeliveries.class);
    ledger = context.getBean(AttemptLedger.class);
    actions = context.getBean(ActionLedger.class);
  }

  EventOutbox outbox(String publisher) {
    return new EventOutbox(
        jdbc, publisher, new EventRows(JSON, NotificationEventSettings.Naming.CAMEL));
  }

  EventRelay relay(String name, EventPublisher publisher) {
    return new EventRelay(
        name, outbox(name), publisher, transaction, new EventMeters(name, meters));
  }

  /** A delivery that is due. */
  DeliveryId schedule(String correlationId) {
    DeliveryId id = DeliveryId.fresh();
    intake.addAll(
        List.of(
            new StoredDelivery(
                id, anEmail().withCorrelationId(correlationId).build(), LONG_AGO, null)));
    return id;
  }

  /** What waits for a publisher, as it will be read. */
  List<DeliveryEvent> waiting(String publisher) {
    return outbox(publisher).oldest(ALL).events().stream().map(EventDatabase::read).toList();
  }

  static DeliveryEvent read(OutboxEvent event) {
    try {
      return JSON.readValue(event.json(), DeliveryEvent.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
