package io.chasqui.worker.maintenance;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.ClockComparison;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.db.Times;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two workers on a machine whose clock is ten minutes off. A test cannot set the machine's clock,
 * so the database's is moved: {@code now()} is answered by a function of ours.
 */
@ExtendWith(OutputCaptureExtension.class)
class WrongClockIT {

  private static final int DELIVERIES = 20;

  private final TestDatabase database = TestDatabase.empty();
  private final List<ConfigurableApplicationContext> workers = new ArrayList<>();

  @AfterEach
  void stop() {
    workers.forEach(ConfigurableApplicationContext::close);
  }

  @ParameterizedTest
  @CsvSource({"10 minutes, -600, behind", "-10 minutes, 600, ahead of"})
  void nothingIsEarlyNothingIsLostAndTheLogSaysWhatToDo(
      String databaseAhead, double machineAhead, String words, CapturedOutput output) {
    moveTheDatabasesClock(databaseAhead);
    workers.add(startWorker());
    workers.add(startWorker());
    Deliveries deliveries = workers.get(0).getBean(Deliveries.class);
    sender(0).willAnswer(new Outcome.TemporaryFailure("BUSY", null));
    sender(1).willAnswer(new Outcome.TemporaryFailure("BUSY", null));

    Instant dueAt = databaseNow().plusSeconds(3);
    List<DeliveryId> ids =
        IntStream.range(0, DELIVERIES)
            .mapToObj(i -> deliveries.schedule(anEmail().dueAt(dueAt).build()))
            .toList();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> database.count("delivery WHERE status = 'DELIVERED'") == DELIVERIES);
    assertThat(database.count("delivery_attempt WHERE started_at < '" + dueAt + "'")).isZero();
    assertThat(sent()).containsAll(ids).hasSize(database.count("delivery_attempt"));
    assertThat(database.count("delivery_attempt WHERE outcome = 'DELIVERED'"))
        .isEqualTo(DELIVERIES);
    workers.forEach(worker -> worker.getBean(StaleServerRemover.class).remove());
    assertThat(database.count("jobrunr_backgroundjobservers"))
        .as("workers that others know")
        .isEqualTo(2);
    assertThat(
            workers
                .get(0)
                .getBean(MeterRegistry.class)
                .get("chasqui.clock.offset.seconds")
                .gauge()
                .value())
        .isCloseTo(machineAhead, within(1.0));
    assertThat(workers.get(0).getBean(ClockComparison.class).offset().toMillis() / 1000.0)
        .as("asked now")
        .isCloseTo(machineAhead, within(1.0));
    assertThat(output.getOut())
        .containsPattern("This machine's clock is (600|599)\\.\\d+ s " + words + " the database's");
  }

  /** Flyway finds the functions and would not begin. */
  private ConfigurableApplicationContext startWorker() {
    return TestWorker.start(
        database,
        Queue.EMAIL,
        "spring.flyway.baseline-on-migrate=true",
        "spring.flyway.baseline-version=0");
  }

  /** By sessions of its own: one that is there already would keep its clock. */
  private void moveTheDatabasesClock(String ahead) {
    JdbcClient newSession = JdbcClient.create(database.dataSource());
    for (String statement :
        List.of(
            "CREATE SCHEMA moved",
            clockFunction("now", ahead),
            clockFunction("clock_timestamp", ahead),
            """
            DO $$ BEGIN
              EXECUTE format(
                'ALTER DATABASE %I SET search_path = moved, pg_catalog', current_database());
            END $$
            """)) {
      newSession.sql(statement).update();
    }
  }

  private static String clockFunction(String name, String ahead) {
    return """
    CREATE FUNCTION moved.%1$s() RETURNS timestamptz LANGUAGE sql STABLE
    RETURN pg_catalog.%1$s() + interval '%2$s'
    """
        .formatted(name, ahead);
  }

  private Instant databaseNow() {
    return database
        .jdbc()
        .sql("SELECT now()")
        .query((row, number) -> Times.instant(row, "now"))
        .single();
  }

  private ScriptedSender sender(int worker) {
    return workers.get(worker).getBean(ScriptedSender.class);
  }

  private List<DeliveryId> sent() {
    return IntStream.range(0, workers.size())
        .mapToObj(this::sender)
        .flatMap(sender -> sender.sent().stream().map(ClaimedDelivery::id))
        .toList();
  }
}
