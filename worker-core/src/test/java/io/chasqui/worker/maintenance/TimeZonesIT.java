package io.chasqui.worker.maintenance;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryAction;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.db.Times;
import io.chasqui.testing.JvmZone;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.worker.maintenance.LostJobs.Place;
import io.chasqui.worker.queue.TestWorkerExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A time is the same instant whatever the zone of the JVM and of the database's session, in the
 * ledger and in JobRunr's tables. The worker is stopped.
 */
class TimeZonesIT {

  /** Of the last two, one changes its clocks by an hour and one by half an hour. */
  private static final List<String> ZONES =
      List.of(
          "UTC", "America/Los_Angeles", "Asia/Kathmandu", "Europe/Berlin", "Australia/Lord_Howe");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Duration LEASE = Duration.ofMinutes(1);

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private final Deliveries deliveries = worker.bean(Deliveries.class);
  private final AttemptLedger ledger = worker.bean(AttemptLedger.class);
  private final JdbcClient jdbc = worker.bean(JdbcClient.class);
  private final TransactionTemplate transaction = worker.bean(TransactionTemplate.class);

  private JvmZone jvm = JvmZone.of("UTC");
  private String session = "UTC";

  @BeforeEach
  void clear() {
    worker.database().jdbc().sql("TRUNCATE jobrunr_jobs, delivery_message CASCADE").update();
  }

  @AfterEach
  void restoreTheZone() {
    jvm.close();
  }

  static Stream<Arguments> pairs() {
    return ZONES.stream().flatMap(one -> ZONES.stream().map(other -> arguments(one, other)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatIsKeptAndShownIsTheTimeThatWasAskedFor(String jvmZone, String sessionZone) {
    in(jvmZone, sessionZone);
    List<Instant> moments = moments();
    List<DeliveryRequest> asked =
        moments.stream().map(at -> anEmail().dueAt(at).expiringAt(LAST).build()).toList();

    List<DeliveryId> ids = inSession(() -> deliveries.scheduleAll(asked));

    for (int i = 0; i < ids.size(); i++) {
      Instant at = moments.get(i);
      assertThat(kept(ids.get(i))).as("%s", at).isEqualTo(new Kept(at, at, LAST, at, true));
      DeliveryId id = ids.get(i);
      var shown = inSession(() -> deliveries.find(id).orElseThrow());
      assertThat(shown.scheduledTime()).isEqualTo(at);
      assertThat(shown.nextAttemptAt()).isEqualTo(at);
      assertThat(shown.expiresAt()).isEqualTo(LAST);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aDeliveryThatIsMovedIsDueThenAndSoIsItsJob(String jvmZone, String sessionZone) {
    in(jvmZone, sessionZone);
    List<Instant> moments = moments();
    List<DeliveryId> ids =
        deliveries.scheduleAll(moments.stream().map(at -> anEmail().build()).toList());
    jdbc.sql(
            """
            DELETE FROM jobrunr_jobs WHERE id IN (
              SELECT id FROM jobrunr_jobs ORDER BY id LIMIT 3)
            """)
        .update();

    for (int i = 0; i < ids.size(); i++) {
      DeliveryId id = ids.get(i);
      Instant at = moments.get(i);
      assertThat(inSession(() -> deliveries.reschedule(id, at)))
          .isInstanceOf(DeliveryAction.Made.class);
      assertThat(kept(id)).as("%s", at).isEqualTo(new Kept(at, at, null, at, true));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void nothingIsTakenAMicrosecondEarlyOrLateAndDeadlinesAreExact(
      String jvmZone, String sessionZone) {
    in(jvmZone, sessionZone);

    inSession(
        () -> {
          Instant now =
              jdbc.sql("SELECT now()").query((row, i) -> Times.instant(row, "now")).single();
          Instant next = now.plus(1, ChronoUnit.MICROS);
          List<DeliveryId> ids =
              deliveries.scheduleAll(
                  List.of(
                      anEmail().dueAt(now).build(),
                      anEmail().dueAt(now).expiringAt(next).build(),
                      anEmail().dueAt(now).expiringAt(now).build(),
                      anEmail().dueAt(next).build()));

          assertThat(ledger.claim(ids, TestDeliveries.worker("worker"), LEASE, "test:peer"))
              .extracting(ClaimedDelivery::id)
              .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
          assertThat(ledger.expireOverdue()).hasSize(1);
          assertThat(deliveries.find(ids.get(2)).orElseThrow().completedAt()).isEqualTo(now);
          assertThat(dueJobs()).isEqualTo(3);
          return now;
        });
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void lostJobsAreFoundOnceEach(String jvmZone, String sessionZone) {
    in(jvmZone, sessionZone);
    List<DeliveryRequest> due = new ArrayList<>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (int i = 0; i < 5; i++) {
      due.add(anEmail().dueAt(now.minus(i, ChronoUnit.MICROS)).build());
    }
    List<DeliveryId> ids = inSession(() -> deliveries.scheduleAll(due));
    jdbc.sql("DELETE FROM jobrunr_jobs").update();

    List<DeliveryId> found = new ArrayList<>();
    LostJobs lost = new LostJobs(jdbc, 2);
    LostJobs.Page page;
    Place place = Place.BEGINNING;
    do {
      Place behind = place;
      page = inSession(() -> lost.page(Channel.EMAIL, behind));
      page.lost().forEach(delivery -> found.add(delivery.id()));
      place = page.next();
    } while (!page.isLast());

    assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
  }

  /** By the clock of this transaction, as {@code QueueJobTable} and the promoter ask for them. */
  private int dueJobs() {
    return jdbc.sql(
            "SELECT count(*) FROM jobrunr_jobs WHERE scheduledat <= now() AT TIME ZONE 'UTC'")
        .query(Integer.class)
        .single();
  }

  /**
   * Soon, and where Berlin's wall clock is set: in the hour that it has twice, and in the one that
   * it has not, as an instant and as what a wall clock of UTC would show.
   */
  private static List<Instant> moments() {
    List<Instant> moments = new ArrayList<>();
    moments.add(Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS));
    ZoneOffsetTransition next =
        ZoneId.of("Europe/Berlin").getRules().nextTransition(moments.get(0));
    ZoneOffsetTransition second =
        ZoneId.of("Europe/Berlin").getRules().nextTransition(next.getInstant());
    for (ZoneOffsetTransition change : List.of(next, second)) {
      for (int minutes : new int[] {-30, 30, 90}) {
        moments.add(change.getInstant().plus(minutes, ChronoUnit.MINUTES));
      }
    }
    return moments;
  }

  private void in(String jvmZone, String sessionZone) {
    jvm.changeTo(jvmZone);
    session = sessionZone;
  }

  private <T> T inSession(Supplier<T> what) {
    return transaction.execute(
        status -> {
          jdbc.sql("SET LOCAL TIME ZONE '" + session + "'").update();
          return what.get();
        });
  }

  /** As numbers, which have no zone. */
  private Kept kept(DeliveryId id) {
    return jdbc.sql(
            """
            SELECT (extract(epoch FROM scheduled_time) * 1000000)::bigint AS scheduled_time,
              (extract(epoch FROM due_at) * 1000000)::bigint AS due_at,
              (extract(epoch FROM expires_at) * 1000000)::bigint AS expires_at,
              (extract(epoch FROM scheduledat) * 1000000)::bigint AS job_due_at,
              now() - created_at BETWEEN '0' AND '1 min'
                AND (now() AT TIME ZONE 'UTC') - createdat BETWEEN '0' AND '1 min'
                AND (now() AT TIME ZONE 'UTC') - updatedat BETWEEN '0' AND '1 min' AS is_fresh
            FROM delivery JOIN jobrunr_jobs job ON job.id = delivery.id::text
            WHERE delivery.id = :id
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new Kept(
                    instant(row.getObject("scheduled_time", Long.class)),
                    instant(row.getObject("due_at", Long.class)),
                    instant(row.getObject("expires_at", Long.class)),
                    instant(row.getObject("job_due_at", Long.class)),
                    row.getBoolean("is_fresh")))
        .single();
  }

  private static Instant instant(Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private record Kept(
      Instant scheduledTime, Instant dueAt, Instant expiresAt, Instant jobDueAt, boolean isFresh) {}
}
